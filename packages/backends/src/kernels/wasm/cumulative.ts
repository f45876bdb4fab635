import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { pointerOf, withBlock } from '../../wasm/backend-memory';
import type { Flag } from '../../wasm/kernel-exports';
import { runtimeOf } from '../../wasm/runtime';
import { reduceMiddle, type MiddleAxes } from '../any-backend/sum';

interface Running extends MiddleAxes {
  product: boolean;
  exclusive: boolean;
  reverse: boolean;
  lastOnly: boolean;
  shape: number[];
}

/** Wraps stock `Cumsum` to add floats in float64. Stock rounds to float32 after each term. */
export function withExactCumsum(stock: KernelConfig): KernelConfig {
  return withExactRunning(stock, false);
}

/** Wraps stock `Cumprod` to multiply floats in float64. */
export function withExactCumprod(stock: KernelConfig): KernelConfig {
  return withExactRunning(stock, true);
}

/** Computes products over axes in float64. Stock rounds to float32 after each factor. */
export const multiplyAxes = reduceMiddle((backend, x, { outer, terms, inner, shape }) => {
  const all = { product: true, exclusive: false, reverse: false, lastOnly: true };
  return running(backend as BackendWasm, x, { outer, terms, inner, shape, ...all });
});

function withExactRunning(stock: KernelConfig, product: boolean): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const x = call.inputs.x as TensorInfo;
      if (x.dtype !== 'float32' || x.shape.length === 0) return stock.kernelFunc(call);
      const { axis, exclusive, reverse } = call.attrs as unknown as {
        axis: number;
        exclusive: boolean;
        reverse: boolean;
      };
      const [place] = util.parseAxisParam(axis, x.shape);
      return running(call.backend as BackendWasm, x, {
        outer: util.sizeFromShape(x.shape.slice(0, place)),
        terms: x.shape[place],
        inner: util.sizeFromShape(x.shape.slice(place + 1)),
        shape: x.shape,
        product,
        exclusive,
        reverse,
        lastOnly: false,
      });
    },
  };
}

function running(backend: BackendWasm, x: TensorInfo, options: Running): TensorInfo {
  const { outer, terms, inner, product, exclusive, reverse, lastOnly, shape } = options;
  const result = backend.makeOutput(shape, 'float32');
  if (util.sizeFromShape(shape) === 0) return result;
  const runtime = runtimeOf(backend);
  const [source, target] = [pointerOf(backend, x), pointerOf(backend, result)];
  const [isProduct, isExclusive, isReverse, onlyLast] = [product, exclusive, reverse, lastOnly].map(
    (one): Flag => (one ? 1 : 0),
  );
  runtime.run((kernels) =>
    withBlock(backend, 8 * runtime.threads * kernels.SUM_COLUMNS.value, (scratch) =>
      kernels.running(
        source,
        target,
        outer,
        terms,
        inner,
        isProduct,
        isExclusive,
        isReverse,
        onlyLast,
        scratch,
      ),
    ),
  );
  return result;
}
