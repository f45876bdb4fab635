import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RunSummary } from '../src/training/run-record';
import { emptyFolder, runNin, type Ended } from './run-nin';

/** What `npm start` promises: CIFAR-10 learned in minutes on a CPU. */
describe('nin train with its defaults', () => {
  const cwd = emptyFolder();
  const run = join(cwd, 'run');
  let ended: Ended;

  beforeAll(async () => {
    ended = await runNin(['train', '--out', 'run'], { cwd });
  }, 1_500_000);

  test('learns real CIFAR-10: at least three of four of all 10,000 test images right', () => {
    expect(ended.status).toBe(0);
    const summary = JSON.parse(readFileSync(join(run, 'summary.json'), 'utf8')) as RunSummary;
    expect(summary).toMatchObject({
      state: 'finished',
      data: 'CIFAR-10',
      synthetic: false,
      testImages: 10_000,
    });
    expect(summary.testAccuracy).toBeGreaterThanOrEqual(0.75);
    expect(summary.peakMemoryBytes).toBeLessThanOrEqual(1.5e9);
    console.log(
      `${summary.testAccuracy} in ${summary.trainingSeconds} s, ${summary.imagesPerSecond} images/s`,
    );
  });

  test('leaves the whole run folder', () => {
    expect(readdirSync(run)).toHaveLength(8);
    const svg = readFileSync(join(run, 'confusion.svg'), 'utf8');
    for (const name of ['airplane', 'automobile', 'bird', 'cat', 'truck']) expect(svg).toContain(name);
    expect(svg).not.toContain('synthetic');
  });

  test('needs no network the second time', async () => {
    const unreachable = 'http://127.0.0.1:9';
    const env = { npm_config_registry: unreachable, HTTPS_PROXY: unreachable, HTTP_PROXY: unreachable };
    const { status, stdout, stderr } = await runNin(['evaluate', 'run'], { cwd, env });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('10,000 test images of CIFAR-10');
  }, 300_000);
});
