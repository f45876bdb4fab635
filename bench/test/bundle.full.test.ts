import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { softwareVulkan } from '@nin/testing/software-vulkan';
import type { GpuResult } from '../src/gpu/result/gpu-result';

const root = fileURLToPath(new URL('../..', import.meta.url));
const archive = join(root, 'reports/nin-gpu-bench.tar.xz');

let place: string;
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'nin-bundle-'));
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** The file of the result `name`. */
function result<Content>(name: string): Content {
  return JSON.parse(readFileSync(join(place, 'out', name), 'utf8')) as Content;
}

/** Also what `npm run build` makes is needed, which `npm run test:full` does first. */
test(
  'the bundle runs, unpacked elsewhere, in an empty environment',
  async () => {
    execFileSync(process.execPath, [join(root, 'bench/dist/gpu/build-bundle.js')], { stdio: 'ignore' });
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

    expect(result<{ passed: boolean; files: unknown[] }>('checks.json').passed).toBe(true);
    const { history } = result<{ history: { loss: number }[] }>('train.json');
    expect(history[0].loss).toBeGreaterThan(0);
    const { steps, disagreements } = result<GpuResult>('bench.json');
    expect(steps.map(({ peer, figures }) => `${peer} ${figures !== undefined}`)).toEqual([
      'ours true',
      'stock true',
    ]);
    expect(disagreements).toEqual([]);
  },
  15 * 60_000,
);
