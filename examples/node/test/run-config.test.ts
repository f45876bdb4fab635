import { readFileSync, writeFileSync } from 'node:fs';
import { parseExperiment, recipes, type Experiment } from '@nin/recipes';
import { expect, test } from 'vitest';
import { UsageError } from '../src/failure';
import { readRunConfig, writeRunConfig, type StartedRun } from '../src/runs/run-config';
import { createRunFolder, type OwnRunFolder } from '../src/runs/run-folder';
import { emptyFolder } from './run-nin';
import { sealedConfig } from './sealed-config';

const experiment: Experiment = { ...recipes.tiny.experiment, data: { source: 'synthetic', limitTrain: 64 } };
const started: StartedRun = {
  name: 'tiny',
  requestedBackend: 'auto',
  data: { title: 'synthetic images', synthetic: true, train: 64, test: 32, classNames: ['a', 'b'] },
  backend: {
    name: 'wasm',
    device: 'a processor',
    software: false,
    threads: 2,
    precision: 'float32',
    kernels: ['Conv2D'],
    reason: 'the first that works',
    rejected: [{ name: 'webgpu', reason: 'no adapter' }],
  },
};

type Json = Record<string, Record<string, unknown>>;

async function writtenConfig(): Promise<OwnRunFolder> {
  const folder = await createRunFolder(emptyFolder(), 'tiny');
  await writeRunConfig(folder, experiment, started);
  await folder.lock.release();
  return folder;
}

/** The message that reading a changed config.json is refused with, after the path. */
async function refusal(text: (config: Json) => string): Promise<string> {
  const folder = await writtenConfig();
  writeFileSync(folder.config, text(JSON.parse(readFileSync(folder.config, 'utf8')) as Json));
  const error = await readRunConfig(folder).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UsageError);
  const { message } = error as UsageError;
  expect(message.startsWith(folder.config)).toBe(true);
  expect(message).not.toMatch(/\p{Cc}/u);
  return message.slice(folder.config.length);
}

/** The same of a changed file, with the digest of its new content. */
const sealedRefusal = (change: (config: Json) => void) =>
  refusal((config) => {
    change(config);
    return JSON.stringify(config.run ? sealedConfig(config) : config);
  });

test('what was written is read', async () => {
  const { experiment: read, run } = await readRunConfig(await writtenConfig());
  expect(read).toEqual(experiment);
  expect(run).toMatchObject(started);
});

test('the file is an experiment: it trains again', async () => {
  const { config } = await writtenConfig();
  expect(parseExperiment(JSON.parse(readFileSync(config, 'utf8')))).toEqual(experiment);
});

test('spaces do not matter', async () => {
  const folder = await writtenConfig();
  writeFileSync(folder.config, JSON.stringify(JSON.parse(readFileSync(folder.config, 'utf8'))));
  expect((await readRunConfig(folder)).experiment).toEqual(experiment);
});

test.each<[what: string, change: (config: Json) => unknown, message: RegExp]>([
  ['a learning rate', ({ optimizer }) => (optimizer.learningRate = 0.1), /was altered after the run began/],
  ['a class name', ({ run }) => ((run.data as Json).classNames = ['b', 'a'] as never), /was altered/],
  ['an added limit', ({ data }) => (data.limitTest = 7), /was altered after the run began/],
  ['a lost limit', ({ data }) => delete data.limitTrain, /was altered after the run began/],
  ['a width', ({ network }) => ((network.blocks as Json[])[0].filters = 9 as never), /was altered/],
  [
    'its digest',
    ({ run }) => (run.sha256 = '0'.repeat(64)),
    /: its SHA-256 must be 0{64}, got [0-9a-f]{64}$/,
  ],
])('%s that was altered is noticed', async (_, change, message) => {
  const text = (config: Json) => {
    change(config);
    return JSON.stringify(config);
  };
  expect(await refusal(text)).toMatch(message);
});

test.each<[message: string, change: (config: Json) => unknown]>([
  [": batch.size must be a positive integer, got '16'", ({ batch }) => (batch.size = '16')],
  [': epochs must be a positive integer, got 1.5', (config) => Object.assign(config, { epochs: 1.5 })],
  [
    ': optimizer.weightDecay must be a non-negative number, got -1',
    ({ optimizer }) => (optimizer.weightDecay = -1),
  ],
  [
    ": optimizer.kind must be one of 'adamW', 'sgd', got 'x\\n\\x1b[2J'",
    ({ optimizer }) => (optimizer.kind = 'x\n\u001b[2J'),
  ],
  [
    ': run.data.classNames.1 must be a string that is not empty, got 7',
    ({ run }) => ((run.data as Json).classNames = ['a', 7] as never),
  ],
  [
    ': run.data.train must be a positive integer, got -5',
    ({ run }) => ((run.data as Json).train = -5 as never),
  ],
  [': run.startedAt is missing', ({ run }) => delete run.startedAt],
  [': run.startedat must not be there (did you mean startedAt?)', ({ run }) => (run.startedat = 'now')],
  [': network must be an object, got 7', (config) => Object.assign(config, { network: 7 })],
  [': run is missing', (config) => delete config.run],
])('refuses it in one line%s', async (message, change) => {
  // The message may say more, such as what was meant.
  expect(await sealedRefusal((config) => void change(config))).toContain(message);
});

test.each([
  [": the file must be an object, got 'hello'", '"hello"'],
  [': the file must be an object, got null', 'null'],
  [' must be JSON', '{"version": 1, \u001b[2J'],
  [' must be JSON', ''],
])('refuses what is no object:%s', async (message, text) => {
  expect(await refusal(() => text)).toBe(message);
});
