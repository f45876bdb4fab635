import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { synthetic } from '@nin/cifar';
import { beforeAll, describe, expect, test } from 'vitest';
import { runNin } from './run-nin';
import { cwd, model, modelJson, picture, predicted, testImages, trainSmallRun } from './small-run';

const reader = fileURLToPath(new URL('./fixtures/plain-tfjs.js', import.meta.url));

/** What plain tfjs gives for raw pixels, in a process of its own. */
async function plain(pixels: Uint8Array): Promise<number[][]> {
  writeFileSync(join(cwd, 'pixels'), pixels);
  const { stdout } = await promisify(execFile)(process.execPath, [reader, model, join(cwd, 'pixels')]);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as number[][];
}

beforeAll(trainSmallRun, 120_000);

describe('a saved model in a fresh process with plain tfjs, fed raw pixels', () => {
  test('gives the probabilities of nin predict', async () => {
    const [row] = await plain(picture);
    const { classNames } = modelJson().userDefinedMetadata.modelCard!;
    const [{ classes }] = await predicted('run');
    expect(classes).toHaveLength(classNames.length);
    for (const { name, probability } of classes) {
      expect(probability).toBeCloseTo(row[classNames.indexOf(name)], 5);
    }
  });

  test('has the accuracy of nin evaluate, and of the training', async () => {
    // The test images of `--data synthetic --seed 3`.
    const { images, labels } = synthetic({ count: testImages, seed: 4 });
    const rows = await plain(images);
    const right = rows.filter((row, image) => row.indexOf(Math.max(...row)) === labels[image]).length;
    const { stdout } = await runNin(['evaluate', 'run', '--json'], { cwd });
    const { accuracy } = JSON.parse(stdout) as { accuracy: number };
    expect(right / testImages).toBe(accuracy);
    const summary = JSON.parse(readFileSync(join(cwd, 'run/summary.json'), 'utf8')) as object;
    expect(summary).toMatchObject({ testAccuracy: accuracy });
    expect(modelJson().userDefinedMetadata.modelCard).toMatchObject({
      input: { height: 32, width: 32, channels: 3, range: [0, 255], normalization: 'inside' },
      output: 'probabilities',
      source: { data: 'synthetic images', synthetic: true, epochs: 2, testAccuracy: accuracy, testImages },
    });
  });
});
