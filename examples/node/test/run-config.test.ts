import { readFileSync, writeFileSync } from 'node:fs';
import { recipes, specs } from '@nin/recipes';
import { expect, test } from 'vitest';
import { UsageError } from '../src/failure';
import { readRunConfig, writeRunConfig, type RunDescription } from '../src/runs/run-config';
import { createRunFolder, type OwnRunFolder } from '../src/runs/run-folder';
import { emptyFolder } from './run-nin';

const description: RunDescription = {
  settings: { spec: 'tiny', ...recipes.tiny, data: 'synthetic', backend: 'auto', seed: 3, limitTrain: 64 },
  network: specs.tiny,
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

async function writtenConfig(settings: object = description.settings): Promise<OwnRunFolder> {
  const folder = await createRunFolder(emptyFolder(), 'tiny');
  await writeRunConfig(folder, { ...description, settings: settings as RunDescription['settings'] });
  await folder.lock.release();
  return folder;
}

/** The text of a whole file. */
function isText(value: unknown): value is { text: string } {
  return typeof (value as { text?: unknown } | null)?.text === 'string';
}

/** The message that reading a changed config.json is refused with. */
async function refusal(change: (config: Json) => unknown): Promise<string> {
  const folder = await writtenConfig();
  const config = JSON.parse(readFileSync(folder.config, 'utf8')) as Json;
  const changed = change(config);
  writeFileSync(folder.config, isText(changed) ? changed.text : JSON.stringify(config));
  const error = await readRunConfig(folder).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UsageError);
  const { message } = error as UsageError;
  expect(message.startsWith(folder.config)).toBe(true);
  expect(message).not.toMatch(/\p{Cc}/u);
  return message.slice(folder.config.length);
}

test('what was written is read', async () => {
  const { settings, data } = await readRunConfig(await writtenConfig());
  expect(settings).toEqual(description.settings);
  expect(data).toEqual(description.data);
});

test("a run of the lecture's network from when its name was seed is read by the name it has now", async () => {
  const folder = await writtenConfig({ ...description.settings, spec: 'seed' });
  const { settings } = await readRunConfig(folder);
  expect(settings).toEqual({ ...description.settings, spec: 'lecture' });
});

test('a config.json without a digest, from before there was one, is read; its order and spaces do not matter', async () => {
  const folder = await writtenConfig();
  const { sha256, ...rest } = JSON.parse(readFileSync(folder.config, 'utf8')) as Json;
  expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  writeFileSync(folder.config, JSON.stringify(rest));
  expect((await readRunConfig(folder)).settings).toEqual(description.settings);
  writeFileSync(folder.config, JSON.stringify({ sha256, ...rest }, null, 8));
  expect((await readRunConfig(folder)).settings).toEqual(description.settings);
});

test.each<[what: string, change: (config: Json) => unknown, message: RegExp]>([
  ['a learning rate', ({ settings }) => (settings.learningRate = 0.1), /was altered after the run began/],
  ['a class name', ({ data }) => (data.classNames = ['b', 'a']), /was altered after the run began/],
  ['an added limit', ({ settings }) => (settings.limitTest = 7), /was altered after the run began/],
  ['a lost limit', ({ settings }) => delete settings.limitTrain, /was altered after the run began/],
  [
    'its digest',
    (config) => Object.assign(config, { sha256: '0'.repeat(64) }),
    /: its SHA-256 must be 0{64}, got [0-9a-f]{64}$/,
  ],
])('%s that was altered is noticed', async (_, change, message) => {
  expect(await refusal(change)).toMatch(message);
});

test.each<[message: string, change: (config: Json) => unknown]>([
  [': settings.normalize is missing', ({ settings }) => delete settings.normalize],
  [': settings must be an object, got []', (config) => Object.assign(config, { settings: [] })],
  [
    ": settings.batchSize must be a positive integer up to 1,000,000, got '16'",
    ({ settings }) => (settings.batchSize = '16'),
  ],
  [
    ': settings.batchSize must be a positive integer up to 1,000,000, got 0',
    ({ settings }) => (settings.batchSize = 0),
  ],
  [
    ': settings.epochs must be a positive integer up to 100,000, got 1.5',
    ({ settings }) => (settings.epochs = 1.5),
  ],
  [
    ': settings.epochs must be a positive integer up to 100,000, got null',
    ({ settings }) => (settings.epochs = null),
  ],
  [
    ': settings.seed must be a non-negative integer up to 1,000,000,000,000,000, got -1',
    ({ settings }) => (settings.seed = -1),
  ],
  [': settings.learningRate must be a positive number, got 0', ({ settings }) => (settings.learningRate = 0)],
  [
    ': settings.weightDecay must be a non-negative number, got -1',
    ({ settings }) => (settings.weightDecay = -1),
  ],
  [': settings.labelSmoothing must be in [0, 1), got 1', ({ settings }) => (settings.labelSmoothing = 1)],
  [
    ": settings.spec must be one of 'tiny', 'modern', 'paper', 'lecture', got 'lectur' (did you mean 'lecture'?)",
    ({ settings }) => (settings.spec = 'lectur'),
  ],
  [
    ": settings.optimizer must be one of 'adamw', 'sgd', got 'x\\n\\x1b[2J'",
    ({ settings }) => (settings.optimizer = 'x\n\u001b[2J'),
  ],
  [
    ': settings.batchsize must not be there (did you mean batchSize?)',
    ({ settings }) => (settings.batchsize = 16),
  ],
  [
    ': settings.augment.padAndCrop must be an integer from 0 to 31, got 32',
    ({ settings }) => (settings.augment = { padAndCrop: 32 }),
  ],
  [
    ": settings.augment.padding must be one of 'reflect', 'zero', got 'wrap'",
    ({ settings }) => (settings.augment = { padding: 'wrap' }),
  ],
  [
    ': settings.augment.flip must be true or false, got 1',
    ({ settings }) => (settings.augment = { flip: 1 }),
  ],
  [
    ": settings.normalize must be 'unit', 'standard', or an object with a mean (0 to 1) and a std (above 0) of each channel, got 'none'",
    ({ settings }) => (settings.normalize = 'none'),
  ],
  [
    ': data.classNames.1 must be a string that is not empty, got 7',
    ({ data }) => (data.classNames = ['a', 7]),
  ],
  [': data.train must be a positive integer, got -5', ({ data }) => (data.train = -5)],
  [": version must be 1, this command's, got 2", (config) => Object.assign(config, { version: 2 })],
  [": the file must be an object, got 'hello'", () => ({ text: '"hello"' })],
  [': the file must be an object, got null', () => ({ text: 'null' })],
  [' must be JSON', () => ({ text: '{"version": 1, \u001b[2J' })],
  [' must be JSON', () => ({ text: '' })],
])('refuses it in one line:%s', async (message, change) => {
  expect(await refusal(change)).toBe(message);
});

test('takes a mean and a deviation of each channel', async () => {
  const folder = await createRunFolder(emptyFolder(), 'tiny');
  const settings: RunDescription['settings'] = {
    ...description.settings,
    normalize: { mean: [0.5, 0, 1], std: [0.2, 0.3, 4] },
  };
  await writeRunConfig(folder, { ...description, settings });
  await folder.lock.release();
  expect((await readRunConfig(folder)).settings).toEqual(settings);
});

test.each([
  { mean: [127, 127, 127], std: [0.2, 0.2, 0.2] },
  { mean: [0.5, 0.5], std: [0.2, 0.2, 0.2] },
  { mean: [0.5, 0.5, 0.5], std: [0.2, 0, 0.2] },
])('refuses the normalization %j', async (normalize) => {
  expect(await refusal(({ settings }) => (settings.normalize = normalize))).toMatch(/^: settings\.normalize/);
});
