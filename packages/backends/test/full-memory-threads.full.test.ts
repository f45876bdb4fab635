import { beforeAll, describe } from 'vitest';
import { describeFullMemory } from './full-memory';
import { startThreads } from './on-wasm';

describe.each([2, 1])('with %i threads', (threads) => {
  beforeAll(() => startThreads(threads));
  describeFullMemory('full memory', { kernels: true });
});
