import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '@nin/testing';
import { damagesOf } from '@nin/testing/damage';
import {
  CheckpointError,
  fileSystem,
  loadCheckpoint,
  describeModel,
  ModelCardError,
  ModelFileError,
  modelCard,
  predict,
  readCheckpoint,
  saveDeployable,
  train,
} from '@nin/trainer';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel, type LayersModel } from '@tensorflow/tfjs-layers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { numbersOf, stripes, tinyNetwork, weightsOf } from './tiny';

const data = stripes(8);
let root: string;
beforeAll(async () => {
  await tf.setBackend('cpu');
  root = await mkdtemp(join(tmpdir(), 'nin-damaged-'));
  await trainInto('one', 1);
  await trainInto('other', 2);
});
afterAll(() => rm(root, { recursive: true }));

/** Trains for an epoch, into a checkpoint and a model to deploy. */
async function trainInto(name: string, seed: number): Promise<void> {
  const model = tinyNetwork(seed);
  describeModel(model, { classNames: ['a', 'b', 'c', 'd'], normalization: { mean: [0.5], std: [0.25] } });
  const checkpoint = { save: fileSystem(join(root, name, 'checkpoint')), experiment: { seed } };
  const optimizer = tf.train.adam(0.01);
  await train(model, { data, epochs: 1, batchSize: 4, optimizer, checkpoint, seed });
  await saveDeployable(fileSystem(join(root, name, 'model')), model);
  model.dispose();
  optimizer.dispose();
}

/** All that somebody gets from the files of a model. */
async function modelIn(folder: string): Promise<unknown> {
  const model = await loadLayersModel(fileSystem(folder));
  try {
    return { card: modelCard(model), topology: model.toJSON(null, false), ...(await answersOf(model)) };
  } finally {
    model.dispose();
  }
}

/** All that somebody gets from a checkpoint: with a model to go on with, and without one. */
async function checkpointIn(folder: string): Promise<unknown> {
  const [model, optimizer] = [tinyNetwork(), tf.train.adam(0.01)];
  try {
    const read = await readCheckpoint(fileSystem(folder));
    const loaded = await loadCheckpoint(fileSystem(folder), { model, optimizer });
    const moments = (await optimizer.getWeights()).map(({ tensor }) => tensor);
    return { read, loaded, moments: await numbersOf(moments), ...(await answersOf(model)) };
  } finally {
    model.dispose();
    optimizer.dispose();
  }
}

async function answersOf(model: LayersModel): Promise<object> {
  return { weights: await weightsOf(model), predictions: await predict(model, data) };
}

/** Damages each file of a folder in turn, and returns what was neither refused as documented nor without consequence. */
async function problemsOf(
  part: 'model' | 'checkpoint',
  load: (folder: string) => Promise<unknown>,
  damagesPerFile: number,
): Promise<{ tried: number; problems: string[] }> {
  const folder = join(root, 'one', part);
  const expected = await load(folder);
  const next = seededRandom(part.length);
  const problems: string[] = [];
  let tried = 0;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    await copyFile(path, join(root, 'whole'));
    const whole = await readFile(path);
    const all = [
      ...damagesOf(whole, damagesPerFile, next),
      { what: "replaced by another training's", bytes: await otherFile(part, name) },
    ];
    for (const { what, bytes } of all) {
      tried++;
      await writeFile(path, bytes);
      const start = performance.now();
      const outcome = await load(folder).then(
        (result) => expectSame(result, expected),
        (error: unknown) => (isDocumented(error, part) ? '' : String(error)),
      );
      if (outcome) problems.push(`${name} ${what}: ${outcome}`);
      if (performance.now() - start > 10_000) problems.push(`${name} ${what}: took more than 10 s`);
    }
    await copyFile(join(root, 'whole'), path);
  }
  expect(process.memoryUsage.rss()).toBeLessThan(1e9);
  return { tried, problems };
}

async function otherFile(part: string, name: string): Promise<Buffer> {
  const folder = join(root, 'other', part);
  const kind = name.slice(-4);
  const other = (await readdir(folder)).find((file) => file.endsWith(kind));
  return readFile(join(folder, other ?? ''));
}

function expectSame(result: unknown, expected: unknown): string {
  try {
    expect(result).toEqual(expected);
    return '';
  } catch {
    return 'was taken, and gave something else';
  }
}

/** Whether an error is of a documented class, of one line, and says what is wrong where. */
function isDocumented(error: unknown, part: string): boolean {
  const documented = [ModelFileError, CheckpointError, ModelCardError];
  const { message } = error as Error;
  return (
    documented.some((kind) => error instanceof kind) && !message.includes('\n') && message.includes(part)
  );
}

test('every damage of the files of a model is noticed', async () => {
  expect(await problemsOf('model', modelIn, 240)).toEqual({ tried: 2 * 242, problems: [] });
});

test('every damage of the files of a checkpoint is noticed', async () => {
  expect(await problemsOf('checkpoint', checkpointIn, 240)).toEqual({ tried: 2 * 242, problems: [] });
});
