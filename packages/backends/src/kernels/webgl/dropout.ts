import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { packedLayout } from '../../webgl/packed-tensor';
import { SeededDropout } from '../added-kernels';
import { elementwise } from './shaders/elementwise';

/**
 * Random numbers computed from seed and element index with C. Wellons' "lowbias32" (public domain): the same as on other
 * backends, so that a network drops the same elements on every backend.
 */
const functions = `
uvec4 scramble(uvec4 x) {
  x ^= x >> 16u;
  x *= 0x7feb352du;
  x ^= x >> 15u;
  x *= 0x846ca68bu;
  return x ^ (x >> 16u);
}
`;

/** Uses the indices of a texel's four numbers in the tensor, not in the texture. */
const body = `
  int row = texel / columnPairs;
  int matrix = row / rowPairs;
  int first = (matrix * rows + 2 * (row - matrix * rowPairs)) * columns + 2 * (texel - row * columnPairs);
  uvec4 places = uvec4(uint(first)) + uvec4(0u, 1u, uint(columns), uint(columns) + 1u);
  uvec4 start = scramble(uvec4(seed ^ 0x9e3779b9u));
  uvec4 bits = scramble(scramble(places + start) ^ start);
  result0 = mix(vec4(0), x * scale, greaterThanEqual(bits, uvec4(threshold)));
`;

/** Dropout that recomputes its mask in the forward and backward pass, so that none is drawn, uploaded or stored. */
export const seededDropoutConfig: KernelConfig = {
  kernelName: SeededDropout,
  backendName: 'webgl',
  kernelFunc({ inputs, attrs, backend }) {
    const x = inputs.x as TensorInfo;
    const { rate, seed } = attrs as unknown as { rate: number; seed: number };
    const { rows, columns, rowPairs, columnPairs } = packedLayout(x.shape);
    const [y] = elementwise(
      backend as MathBackendWebGL,
      {
        key: 'seeded dropout',
        inputs: ['x'],
        uniforms: {
          rows: 'int',
          columns: 'int',
          rowPairs: 'int',
          columnPairs: 'int',
          seed: 'uint',
          threshold: 'uint',
          scale: 'float',
        },
        results: 1,
        functions,
        body,
      },
      [x],
      {
        rows,
        columns,
        rowPairs,
        columnPairs,
        seed: seed >>> 0,
        // A rate that rounds to 2³² here would drop all but one element in four billion.
        threshold: Math.min(2 ** 32 - 1, Math.round(rate * 2 ** 32)),
        scale: 1 / (1 - rate),
      },
    );
    return y;
  },
};
