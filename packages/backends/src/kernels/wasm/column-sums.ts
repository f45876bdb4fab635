import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { pointerOf, withBlock } from '../../wasm/backend-memory';
import { runtimeOf } from '../../wasm/runtime';
import { reduceMiddle } from '../middle-axes';

/**
 * Sums in float64, rounded once, on all threads. Stock adds floats one after the other, so that 2²⁵ ones are 2²⁴, and
 * transposes the tensor where the axes are not the last.
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
