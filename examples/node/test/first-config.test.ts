import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtinKinds } from '@nin/blocks';
import { specs } from '@nin/recipes';
import { describe, expect, test } from 'vitest';
import { readAblationFile } from '../src/ablation/ablation-file';
import { readExperimentFile } from '../src/experiment-file';
import { UsageError } from '../src/failure';
import { readRunConfig } from '../src/runs/run-config';
import { runFolder } from '../src/runs/run-folder';
import { emptyFolder } from './run-nin';
import { withoutDigest } from './sealed-config';

/** A run and an ablation that the command of before there were experiments began. */
const fixture = fileURLToPath(new URL('fixtures/first-run', import.meta.url));

type Json = Record<string, unknown> & { settings: Record<string, unknown> };

/** A copy of the fixture with changes to one file, without a digest, or with that of its content. */
function changed(name: string, change: (file: Json) => void, isSealed = false): string {
  const folder = emptyFolder();
  cpSync(fixture, folder, { recursive: true });
  const file = withoutDigest(JSON.parse(readFileSync(join(folder, name), 'utf8')) as Json) as Json;
  change(file);
  const sha256 = createHash('sha256').update(JSON.stringify(file)).digest('hex');
  writeFileSync(join(folder, name), JSON.stringify(isSealed ? { ...file, sha256 } : file));
  return folder;
}

const readChanged = (change: (file: Json) => void) =>
  readRunConfig(runFolder(changed('config.json', change)));

describe('the config.json of a run from before there were experiments', () => {
  test('is read as an experiment: --mlp-layers 2 --augment cutout of tiny', async () => {
    const { experiment, run } = await readRunConfig(runFolder(fixture));
    expect(experiment).toMatchObject({
      version: 1,
      data: { source: 'synthetic', limitTrain: 640, limitTest: 32 },
      batch: { size: 16, augment: { padAndCrop: 4, flip: true, cutout: 8 }, normalize: 'standard' },
      optimizer: { kind: 'adamW', learningRate: 0.005, weightDecay: 0.02, decay: 'kernels' },
      schedule: { kind: 'oneCycle', unit: 'step' },
      loss: { labelSmoothing: 0 },
      epochs: 2,
      seed: 3,
    });
    expect(experiment.network.blocks).toMatchObject([
      { mlpLayers: 2 },
      { mlpLayers: 2 },
      { mlpFilters: [192, 10] },
    ]);
    expect(run).toMatchObject({ name: 'tiny', requestedBackend: 'wasm', data: { train: 640 } });
  });

  test('keeps what its checkpoint recognizes the training by', async () => {
    const { settings, network, data } = JSON.parse(
      readFileSync(join(fixture, 'config.json'), 'utf8'),
    ) as Json;
    delete settings.data;
    delete settings.backend;
    expect((await readRunConfig(runFolder(fixture))).identity).toEqual({ settings, network, data });
  });

  test("of the lecture's network decays all variables, and is recognized by the name the network had, seed", async () => {
    for (const spec of ['seed', 'lecture']) {
      const { experiment, run, identity } = await readChanged(({ settings }) => (settings.spec = spec));
      expect(experiment.optimizer.decay).toBe('all');
      expect(run.name).toBe('lecture');
      expect(identity).toMatchObject({ settings: { spec: 'seed' } });
    }
  });

  test('trains again as a FILE', async () => {
    const file = join(fixture, 'config.json');
    const { experiment } = await readRunConfig(runFolder(fixture));
    expect(await readExperimentFile(file, builtinKinds)).toEqual({
      name: 'tiny',
      experiment,
      origin: 'experiment',
    });
  });

  test.each<[message: RegExp, change: (file: Json) => void]>([
    [/: settings\.normalize is missing$/, ({ settings }) => delete settings.normalize],
    [
      /: settings\.batchsize must not be there \(did you mean batchSize\?\)$/,
      ({ settings }) => (settings.batchsize = 1),
    ],
    [
      /: settings: batch\.size must be a positive integer.*, got 0$/,
      ({ settings }) => (settings.batchSize = 0),
    ],
    [
      /: settings: schedule\.kind must be one of .*, got 'linear' \(did you mean 'linearWarmup'\?\)$/,
      ({ settings }) => (settings.schedule = 'linear'),
    ],
    [/: version must be 1, got 2$/, (file) => (file.version = 2)],
  ])('is refused in one line: %s', async (message, change) => {
    const error = await readChanged(change).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UsageError);
    expect((error as UsageError).message).toMatch(message);
  });

  test('is refused where it was altered', async () => {
    const folder = emptyFolder();
    cpSync(fixture, folder, { recursive: true });
    const text = readFileSync(join(folder, 'config.json'), 'utf8');
    writeFileSync(join(folder, 'config.json'), text.replace('"epochs": 2', '"epochs": 3'));
    await expect(readRunConfig(runFolder(folder))).rejects.toThrow(/was altered after the run began/);
  });
});

test('an ablation of version 2 is read as one of today', async () => {
  const { name, experiment, variations, planned, trainings, data } = await readAblationFile(fixture);
  expect(name).toBe('tiny');
  expect(experiment).toMatchObject({ network: specs.tiny, epochs: 1, seed: 0, data: { limitTrain: 128 } });
  expect(variations).toEqual([
    { path: 'seed', values: [0, 1] },
    { path: 'mlpLayers', values: [0, 1] },
  ]);
  expect(planned).toHaveLength(4);
  expect(trainings).toMatchObject([
    { point: { seed: 0, mlpLayers: 0 }, accuracy: 0.16 },
    { point: { seed: 0, mlpLayers: 1 }, accuracy: 0.12 },
  ]);
  expect(data).toMatchObject([{ train: 128, test: 50 }]);
});

test('an ablation of version 1 is too: 128 images in 0.5 s', async () => {
  const folder = changed(
    'ablation.json',
    (file) => {
      delete file.variations;
      Object.assign(file, {
        version: 1,
        mlpLayers: [0, 1],
        seeds: 2,
        trainings: [{ mlpLayers: 0, seed: 0, accuracy: 0.5, imagesPerSecond: 256 }],
      });
    },
    true,
  );
  const { variations, trainings } = await readAblationFile(folder);
  expect(variations).toEqual([
    { path: 'seed', values: [0, 1] },
    { path: 'mlpLayers', values: [0, 1] },
  ]);
  expect(trainings).toEqual([{ point: { seed: 0, mlpLayers: 0 }, accuracy: 0.5, trainingSeconds: 0.5 }]);
});
