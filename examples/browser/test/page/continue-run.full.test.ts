import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { take } from '@nin/cifar';
import { loadCifar10 } from '@nin/cifar/node';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { unzipSync } from 'fflate';
import { specs } from '@nin/recipes';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClasses } from '@nin/blocks';
import { serveLab, type ServedLab } from './open-lab';
import { figure, phase, smallTraining, trainHash } from './small-training';

const testImages = 30;

let lab: ServedLab;
let cifar: Awaited<ReturnType<typeof loadCifar10>>;
beforeAll(async () => {
  // The server serves what this puts into the cache.
  cifar = await loadCifar10();
  lab = await serveLab();
}, 300_000);
afterAll(() => lab.close());

test('real CIFAR-10 in the page: train, reload, continue, see the matrix, take the model to plain tfjs', async () => {
  const { page, complaints, close } = await lab.open({ hash: trainHash(realTraining(), 'wasm') });
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.locator('.epoch-place', { hasText: 'Epoch 2 of 4' }).waitFor({ timeout: 120_000 });
  await page.reload();
  await page.getByRole('tab', { name: 'Train' }).click();
  await page.getByRole('button', { name: /^Continue/ }).click();
  expect(await phase(page, 'Finished', 'Failed')).toBe('Finished');
  expect(complaints).toEqual([]);
  // All four epochs are there once, the first from before the reload.
  await page.getByText('The epochs as a table').click();
  expect(await page.locator('details[open] tbody tr').count()).toBe(4);
  const shown = await figure(page, 'accuracy, test');

  await page.getByRole('tab', { name: 'Look inside' }).click();
  const cells = page.getByRole('gridcell');
  expect(await cells.count()).toBe(100);
  await page.getByLabel('Numbers').selectOption({ label: 'images' });
  const counts = (await cells.allInnerTexts()).map(Number);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(testImages);
  const right = counts.filter((_, cell) => cell % 11 === 0).reduce((sum, count) => sum + count, 0);
  expect(`${((100 * right) / testImages).toFixed(1)}%`).toBe(shown);

  expect(await accuracyInPlainTfjs(await downloadModel(page))).toBe(right / testImages);
  await close();
}, 240_000);

/** The tiny network on a part of the real images. */
function realTraining() {
  return smallTraining({
    network: withClasses(specs.tiny, 10),
    data: { source: 'cifar10', limitTrain: 2000, limitTest: testImages },
    'batch.size': 64,
  });
}

/** Saves the model through the page's own button and gives its files. */
async function downloadModel(page: Page): Promise<Record<string, Uint8Array>> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Model (.zip)' }).click();
  return unzipSync(await readFile(await (await download).path()));
}

/** Loads the files with nothing but tfjs and classifies the test images. */
async function accuracyInPlainTfjs(files: Record<string, Uint8Array>): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'nin-lab-model-'));
  for (const [name, bytes] of Object.entries(files))
    await writeFile(join(folder, name.split('/').at(-1)!), bytes);
  const { modelTopology, weightsManifest } = JSON.parse(
    await readFile(join(folder, 'model.json'), 'utf8'),
  ) as {
    modelTopology: object;
    weightsManifest: tf.io.WeightsManifestConfig;
  };
  const weights = await readFile(join(folder, weightsManifest[0].paths[0]));
  await tf.setBackend('cpu');
  const model = await loadLayersModel(
    tf.io.fromMemory({
      modelTopology,
      weightSpecs: weightsManifest[0].weights,
      weightData: new Uint8Array(weights).buffer,
    }),
  );
  const { images, labels } = take(cifar.test, testImages);
  const predicted = tf.tidy(() => {
    // Raw pixels: normalization is inside.
    const pixels = tf.tensor4d(Float32Array.from(images), [testImages, 32, 32, 3]);
    return tf.argMax(model.predict(pixels) as tf.Tensor2D, 1).dataSync();
  });
  return predicted.filter((label, image) => label === labels[image]).length / testImages;
}
