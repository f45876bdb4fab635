import { test } from 'vitest';
import { checkWebgpuMemory } from './check-webgpu-memory';

test.each([50, 500])(
  '%i steps on webgpu leave no tensor, and neither buffers nor their bytes grow',
  checkWebgpuMemory,
);
