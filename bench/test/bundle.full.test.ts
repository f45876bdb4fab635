import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { softwareVulkan } from '@nin/testing/software-vulkan';
import { disagreements, figuresOf } from '../src/result/figures';
import { readResult } from '../src/result/files';

const root = fileURLToPath(new URL('../..', import.meta.url));
const archive = join(root, 'reports/nin-gpu-bench.tar.xz');

let place: string;
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'nin-bundle-'));
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

function parsed<Content>(name: string): Content {
  return JSON.parse(readFileSync(join(place, 'out', name), 'utf8')) as Content;
}

/** Needs what `npm run build` makes, which `npm run test:full` does first. */
test(
  'the bundle runs, unpacked elsewhere, in an empty environment',
  async () => {
    execFileSync(process.execPath, [join(root, 'bench/dist/node/build-bundle.js')], { stdio: 'ignore' });
    expect(statSync(archive).size).toBeLessThanOrEqual(45e6);
    execFileSync('tar', ['-xJf', archive, '-C', place]);

    const { VK_DRIVER_FILES = '' } = await softwareVulkan();
    const driver = join(place, 'driver');
    mkdirSync(driver);
    for (const name of ['libvk_swiftshader.so', 'vk_swiftshader_icd.json']) {
      cpSync(join(dirname(VK_DRIVER_FILES), name), join(driver, name));
    }
    const { status, stdout, stderr } = spawnSync(
      join(place, 'nin-gpu-bench/run.sh'),
      ['--quick', '--software', driver],
      { cwd: place, env: { PATH: '/usr/bin:/bin', OUT: join(place, 'out') }, encoding: 'utf8' },
    );
    expect(status, `${stdout}\n${stderr}`).toBe(0);

    const { passed, files } = parsed<{ passed: boolean; files: { outcomes: unknown[] }[] }>('checks.json');
    expect(passed).toBe(true);
    expect(files.every(({ outcomes }) => outcomes.length > 0)).toBe(true);
    const { history } = parsed<{ history: { loss: number }[] }>('train.json');
    expect(history[0].loss).toBeGreaterThan(0);
    const result = readResult(join(place, 'out/bench.json'));
    const timed = result.entries.flatMap((one) => (figuresOf(result, one) ? [one.peer] : []));
    expect(timed).toEqual(['ours', 'stock']);
    expect(disagreements(result)).toEqual([]);
  },
  15 * 60_000,
);
