import { test } from 'vitest';
import { checkWebgpuMemory } from './check-webgpu-memory';

test(
  '50 steps on webgpu leave no tensor, and neither buffers nor their bytes grow',
  () => checkWebgpuMemory(50),
  180_000,
);
