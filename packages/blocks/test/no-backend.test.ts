import { expect, test } from 'vitest';
import { nin, profile, tinySpec } from '../src/index';

// No backend is imported here.

test('nin reports how to get a backend if none is running; a profile needs none', () => {
  expect(() => nin(tinySpec)).toThrow(
    "nin: a tfjs backend must run first: await selectBackend() of @nin/backends, or import a package such as @tensorflow/tfjs-backend-wasm and await tf.setBackend('wasm')",
  );
  expect(profile(tinySpec).totals.params).toBe(246_674);
});
