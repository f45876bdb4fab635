import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { ReluBackprop } from '../added-kernels';
import { elementwise } from './shaders/elementwise';

/** Gradient of ReLU and ReLU6 in one pass. */
export const reluBackpropConfig: KernelConfig = {
  kernelName: ReluBackprop,
  backendName: 'webgl',
  kernelFunc({ inputs, attrs, backend }) {
    const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo };
    const { ceiling } = attrs as unknown as { ceiling: number };
    const bounded = Number.isFinite(ceiling);
    const [dx] = elementwise(
      backend as MathBackendWebGL,
      {
        key: `relu backprop,${bounded}`,
        inputs: ['x', 'dy'],
        uniforms: bounded ? { ceiling: 'float' } : {},
        results: 1,
        // Where x is NaN, dy is passed through.
        body: `
  result0 = mix(dy, vec4(0), lessThanEqual(x, vec4(0)));
  ${bounded ? 'result0 = mix(result0, vec4(0), greaterThan(x, vec4(ceiling)));' : ''}`,
      },
      [x, dy],
      { ceiling },
    );
    return dx;
  },
};
