import { expect, test } from 'vitest';
import { readOptions } from '../src/options';

test('by default, steps and what they consist of are measured in Node on wasm', () => {
  expect(readOptions([])).toMatchObject({
    set: 'node-wasm',
    places: ['node-wasm'],
    measures: ['steps', 'anatomy', 'layers'],
    scenarios: undefined,
    experiment: undefined,
    quick: false,
    software: undefined,
  });
});

test('the set is named after the options', () => {
  const options = readOptions([
    '--where',
    'page',
    '--measure=training',
    '--scenarios',
    'quarter,tiny',
    '--quick',
  ]);
  expect(options).toMatchObject({
    set: 'page-training-tiny-quarter-quick',
    places: ['page-webgpu', 'page-webgl', 'page-wasm'],
    measures: ['training'],
    scenarios: ['tiny', 'quarter'],
    experiment: undefined,
  });
  expect(readOptions(['--where=node-webgpu,page-webgl', '--batch', '16', '--no-software'])).toMatchObject({
    set: 'node-webgpu-page-webgl-batch-16',
    places: ['node-webgpu', 'page-webgl'],
    batchSize: 16,
    software: 'never',
  });
});

test('unknown names, options and batches are errors', () => {
  expect(() => readOptions(['--scenarios', 'quarter,vgg'])).toThrow(
    new RangeError("--scenarios must be of tiny, quarter, modern, paper, lecture, got 'vgg'"),
  );
  expect(() => readOptions(['--where', 'moon'])).toThrow(/^--where must be of node-wasm, .*, got 'moon'$/);
  expect(() => readOptions(['--batch', '1.5'])).toThrow("--batch must be a positive integer, got '1.5'");
  expect(() => readOptions(['--fast'])).toThrow(TypeError);
});
