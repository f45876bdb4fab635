import { beforeAll } from 'vitest';
import { selectBackend } from '../src/index.node';
import { describeFullMemory } from './full-memory';

beforeAll(() => selectBackend('wasm', { kernels: false }));

describeFullMemory('full memory that threads do not share, with the kernels of tfjs', { kernels: false });
