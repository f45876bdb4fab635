import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { getKernel, MaxPool, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';

type Triple = [number, number, number];

/**
 * Max pooling of volumes as that of their planes and then of depth. Stock begins each maximum at the smallest positive
 * number, which is wrong where all are negative.
 */
export function withSeparableMaxPool3D(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const x = call.inputs.x as TensorInfo;
      const { filterSize, strides, pad } = call.attrs as unknown as {
        filterSize: Triple | number;
        strides: Triple | number;
        pad: string | number;
      };
      if (typeof pad !== 'string') return stock.kernelFunc(call);
      const backend = call.backend as BackendWasm;
      const [size, step] = [filterSize, strides].map((one) =>
        typeof one === 'number' ? [one, one, one] : one,
      );
      const [volumes, depth, height, width, channels] = x.shape;
      const pool = (source: TensorInfo, shape: number[], window: number[], stride: number[]) =>
        getKernel(MaxPool, 'wasm').kernelFunc({
          inputs: { x: { ...source, shape } },
          attrs: { filterSize: window, strides: stride, pad },
          backend,
        }) as TensorInfo;
      const planes = pool(x, [volumes * depth, height, width, channels], size.slice(1), step.slice(1));
      const [, outHeight, outWidth] = planes.shape;
      const shape = [volumes, depth, outHeight * outWidth, channels];
      const result = pool(planes, shape, [size[0], 1], [step[0], 1]);
      backend.disposeData(planes.dataId);
      return { ...result, shape: [volumes, result.shape[1], outHeight, outWidth, channels] };
    },
  };
}
