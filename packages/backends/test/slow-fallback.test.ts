import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, expect, test, vi } from 'vitest';
import type { Candidate } from '../src/selection/candidate';
import { makeSelectBackend } from '../src/selection/select-backend';
import { cpuCandidate } from '../src/selection/shared-candidates';

const broken = (reason: string): Candidate => ({
  name: 'wasm',
  load: () => Promise.reject(new Error(reason)),
  describe: () => Promise.reject(new Error(reason)),
});

const select = (reason: string) => makeSelectBackend([broken(reason), cpuCandidate(() => 'processor')]);

const printed: string[] = [];
vi.spyOn(console, 'warn').mockImplementation((words: string) => {
  // tfjs greets processes in Node.
  if (!words.includes('Hi, looks like you are running TensorFlow.js')) printed.push(words);
});

afterEach(() => {
  printed.length = 0;
  tf.env().set('PROD', false);
});

test('auto warns once, with the reasons, when it falls back to cpu', async () => {
  const selectBackend = select('its files were not found');
  await selectBackend();
  await selectBackend();
  expect(printed).toEqual([
    'selectBackend: using cpu (plain JavaScript), where training is at least a hundred times slower, because no faster ' +
      'backend works: wasm: its files were not found',
  ]);
});

test('cpu selected by name does not warn', async () => {
  await select('asked for otherwise')('cpu');
  expect(printed).toEqual([]);
});

test('nothing is printed in production mode', async () => {
  tf.env().set('PROD', true);
  await select('another reason')();
  expect(printed).toEqual([]);
});
