import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { pointerOf, withBlock } from '../../wasm/backend-memory';
import { runtimeOf } from '../../wasm/runtime';
import { SpreadMiddle } from '../added-kernels';
import { reduceMiddle } from '../any-backend/sum';

/**
 * Sums in float64, rounded once, on all threads. Stock adds in float32, so that the sum of 2²⁵ ones is 2²⁴, and transposes
 * the tensor where the axes are not the last.
 */
export const reduceAxes = reduceMiddle((tfjsBackend, x, { outer, terms, inner, factor, shape }) => {
  const backend = tfjsBackend as BackendWasm;
  const runtime = runtimeOf(backend);
  const result = backend.makeOutput(shape, 'float32');
  if (outer * inner === 0) return result;
  const [source, target] = [pointerOf(backend, x), pointerOf(backend, result)];
  runtime.run((kernels) => {
    const parts = kernels.columnSumParts(outer, terms, inner);
    const doubles = parts > 1 ? outer * parts * inner : runtime.threads * kernels.SUM_COLUMNS.value;
    withBlock(backend, 8 * doubles, (scratch) =>
      kernels.columnSums(source, target, outer, terms, inner, factor, scratch),
    );
  });
  return result;
});

/** Gradient of a sum over adjacent axes: repeats each value for all its terms, on all threads. */
export const spreadMiddleConfig: KernelConfig = {
  kernelName: SpreadMiddle,
  backendName: 'wasm',
  kernelFunc(call) {
    const { x } = call.inputs as { x: TensorInfo };
    const { shape, axes } = call.attrs as unknown as { shape: number[]; axes: number[] };
    const backend = call.backend as BackendWasm;
    const result = backend.makeOutput(shape, 'float32');
    if (util.sizeFromShape(shape) === 0) return result;
    const [first, behind] = [axes[0], axes[0] + axes.length];
    const [outer, terms, inner] = [
      shape.slice(0, first),
      shape.slice(first, behind),
      shape.slice(behind),
    ].map(util.sizeFromShape);
    const [source, target] = [pointerOf(backend, x), pointerOf(backend, result)];
    runtimeOf(backend).run((kernels) => kernels.spread(source, target, outer, terms, inner));
    return result;
  },
};
