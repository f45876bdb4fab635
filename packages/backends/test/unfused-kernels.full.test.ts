import { findBackend } from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { expect, test, vi } from 'vitest';
import { runtimeOf } from '../src/wasm/runtime';
import { testLargeProducts } from './large-products';
import { describeOnWasm } from './on-wasm';

// There are two binaries; the one for engines without relaxed SIMD has panels of five rows instead of six. Here the engine
// reports no relaxed SIMD. tfjs itself probes other features with modules of a few dozen bytes.
const validate = WebAssembly.validate.bind(WebAssembly);
vi.spyOn(WebAssembly, 'validate').mockImplementation((bytes) => bytes.byteLength < 1000 && validate(bytes));

describeOnWasm('kernels without fused multiply-add', () => {
  test('are in use', () => {
    expect(runtimeOf(findBackend('wasm') as BackendWasm).fused).toBe(false);
  });

  testLargeProducts();
});
