import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { pointerOf, withBlock } from '../../wasm/backend-memory';
import { runtimeOf } from '../../wasm/runtime';
import type { ReduceAxes } from '../axis-reduction';
import { middleAxes } from '../middle-axes';

/** Sums over axes that are not the last, where stock transposes the tensor first. Biases' gradients are such. */
export const reduceColumns: ReduceAxes = (tfjsBackend, x, { axes, shape, factorOf }) => {
  const sizes = middleAxes(x.shape, axes);
  if (!sizes) return undefined;
  const { outer, terms, inner } = sizes;
  const backend = tfjsBackend as BackendWasm;
  const runtime = runtimeOf(backend);
  const result = backend.makeOutput(shape, 'float32');
  const [source, target] = [pointerOf(backend, x), pointerOf(backend, result)];
  runtime.run((kernels) =>
    withBlock(backend, 8 * outer * kernels.sumParts(outer, terms) * inner, (scratch) =>
      kernels.columnSums(source, target, outer, terms, inner, factorOf(terms), scratch),
    ),
  );
  return result;
};
