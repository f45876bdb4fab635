import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { testBlockKind } from '@nin/blocks/testing';
import { expect, test } from 'vitest';
import { kindOf, samples } from './wrong-kind';

test('invalid arguments are refused at once', () => {
  const kind = kindOf({});
  const call = (...values: unknown[]) => (testBlockKind as (...all: unknown[]) => void)(...values);
  expect(() => call(kind, [], { test })).toThrow('testBlockKind: samples must have at least one block');
  expect(() => call(kind, samples)).toThrow(
    'testBlockKind: test must be a function that registers a test: pass { test } of your test framework',
  );
  expect(() => call(kind, [{ filters: 0 }], { test })).toThrow(
    'testBlockKind: samples[0] of wrong: block 1: filters must be a positive integer, got 0',
  );
  expect(() => call(kind, [3], { test })).toThrow(
    'testBlockKind: samples[0] must be an object with the fields of a block, got 3',
  );
  expect(() => call({}, samples, { test })).toThrow('testBlockKind: kinds must be what defineBlock returns');
});

test('a backend that is not imported is reported', async () => {
  const tests: (() => Promise<void>)[] = [];
  const before = tf.getBackend();
  testBlockKind(kindOf({}), samples, { test: (_name, run) => tests.push(run), backends: ['nonsense'] });
  await expect(tests[0]?.()).rejects.toThrow('testBlockKind: the backend nonsense must be imported');
  expect(tf.getBackend()).toBe(before);
});
