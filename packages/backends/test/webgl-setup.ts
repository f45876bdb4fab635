import '@tensorflow/tfjs-layers';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import { expectNoLeak } from '@nin/testing';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { installTrainingKernels } from '../src/index';
import { packedInputs, packedLayout, packedOutput, textureOf } from '../src/webgl/packed-tensor';
import { render } from '../src/webgl/render-program';
import { resultLimit } from '../src/kernels/webgl/shaders/tiles';

/** The running WebGL backend. */
export const webgl = () => tf.backend() as MathBackendWebGL;

/** Makes stock WebGL current. */
export async function startWebgl(): Promise<void> {
  await import('@tensorflow/tfjs-backend-webgl');
  if (!(await tf.setBackend('webgl'))) throw new Error('the webgl backend did not start');
}

/** Runs tests on WebGL with our kernels. */
export function describeOnWebgl(title: string, tests: () => void): void {
  describe(`${title} on webgl`, () => {
    let undo: (() => void) | undefined;
    beforeAll(async () => {
      await startWebgl();
      undo = installTrainingKernels('webgl');
    });
    afterAll(() => undo?.());
    tests();
  });
}

/** The same with programs that write to as many textures at once as they can, and to the four that WebGL2 promises. */
export function describeOnBothTiles(title: string, tests: () => void): void {
  describe.each(['largest', 'smallest'])(`${title}, in the %s tiles`, (which) => {
    let before: number;
    beforeAll(async () => {
      await startWebgl();
      before = resultLimit(webgl());
      expect(before).toBeGreaterThan(4);
      if (which === 'smallest') tf.env().set('NIN_WEBGL_MAX_RESULTS', 4);
    });
    afterAll(() => tf.env().set('NIN_WEBGL_MAX_RESULTS', before));
    describeOnWebgl(title, tests);
  });
}

/** Expects that some work leaves neither a tensor nor a texture in use. */
export async function expectNoTextureLeak<Result>(work: () => Promise<Result>): Promise<Result> {
  const textures = webgl().getTextureManager().getNumUsedTextures();
  const data = webgl().numDataIds();
  const result = await expectNoLeak(work);
  expect(webgl().numDataIds(), 'data left behind').toBe(data);
  expect(webgl().getTextureManager().getNumUsedTextures(), 'textures in use').toBe(textures);
  return result;
}

/**
 * A tensor that lies packed on the GPU with NaN behind its odd last row and column. Stock programs leave anything there;
 * values that were uploaded have zeros, and would hide who reads them.
 */
export function poisoned(values: Float32Array, shape: number[]): tf.Tensor {
  const backend = webgl();
  const clean = backend.makeTensorInfo(shape, 'float32', values);
  const inputs = packedInputs(backend, [clean]);
  const result = packedOutput(backend, shape);
  const { rows, columns, rowPairs, columnPairs } = packedLayout(shape);
  render(
    backend,
    {
      key: 'poison',
      textures: ['x'],
      uniforms: { rows: 'int', columns: 'int', rowPairs: 'int', columnPairs: 'int' },
      results: 1,
      source: () => `
void main() {
  int texel = int(gl_FragCoord.y) * resultWidth + int(gl_FragCoord.x);
  int row = 2 * (texel / columnPairs % rowPairs);
  int column = 2 * (texel % columnPairs);
  result0 = texelFetch(x, placeOf(texel, xWidth), 0);
  float nan = intBitsToFloat(0x7fc00000);
  if (row + 1 == rows) result0.zw = vec2(nan);
  if (column + 1 == columns) result0.yw = vec2(nan);
}`,
    },
    inputs.textures,
    { rows, columns, rowPairs, columnPairs },
    [textureOf(backend, result)],
  );
  inputs.release();
  backend.disposeIntermediateTensorInfo(clean);
  return tf.engine().makeTensorFromTensorInfo(result);
}

/** The values of what some work computes, leak-checked. */
export function computed(work: () => tf.Tensor[]): Promise<Float32Array[]> {
  return expectNoTextureLeak(async () => {
    const results = tf.tidy(work);
    const values = await Promise.all(results.map((tensor) => tensor.data<'float32'>()));
    tf.dispose(results);
    return values;
  });
}
