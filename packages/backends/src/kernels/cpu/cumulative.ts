import { util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { cpuBackend } from './cpu-backend';

interface RunningAttributes {
  axis: number;
  exclusive: boolean;
  reverse: boolean;
}

/** Wraps stock `Cumsum` to add floats in float64. Stock rounds to float32 after each term. */
export function withExactCumsum(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const x = call.inputs.x as TensorInfo;
      if (x.dtype !== 'float32' || x.shape.length === 0) return stock.kernelFunc(call);
      const { axis, exclusive, reverse } = call.attrs as unknown as RunningAttributes;
      const backend = cpuBackend(call.backend);
      const values = backend.readSync(x.dataId);
      const sums = new Float32Array(values.length);
      const [place] = util.parseAxisParam(axis, x.shape);
      const terms = x.shape[place];
      const inner = util.sizeFromShape(x.shape.slice(place + 1));
      for (let line = 0; line < values.length / Math.max(1, terms); line++) {
        const start = Math.floor(line / inner) * terms * inner + (line % inner);
        let sum = 0;
        for (let step = 0; step < terms; step++) {
          const at = start + (reverse ? terms - 1 - step : step) * inner;
          if (exclusive) sums[at] = sum;
          sum += values[at];
          if (!exclusive) sums[at] = sum;
        }
      }
      return backend.makeTensorInfo(x.shape, 'float32', sums);
    },
  };
}
