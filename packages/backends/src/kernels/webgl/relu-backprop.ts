import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { ReluBackprop } from '../added-kernels';
import { elementwise } from './elementwise';

/** The gradient of ReLU and ReLU6 in one pass. */
export const reluBackpropConfig: KernelConfig = {
  kernelName: ReluBackprop,
  backendName: 'webgl',
  kernelFunc({ inputs, attrs, backend }) {
    const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo };
    const { ceiling } = attrs as unknown as { ceiling: number };
    const bounded = Number.isFinite(ceiling);
    const passes = `lessThan(vec4(0), x)`;
    const [dx] = elementwise(
      backend as MathBackendWebGL,
      {
        key: `relu backprop,${bounded}`,
        inputs: ['x', 'dy'],
        uniforms: bounded ? { ceiling: 'float' } : {},
        results: 1,
        body: bounded
          ? `vec4 below = mix(vec4(0), dy, lessThanEqual(x, vec4(ceiling)));
  result0 = mix(vec4(0), below, ${passes});`
          : `result0 = mix(vec4(0), dy, ${passes});`,
      },
      [x, dy],
      { ceiling },
    );
    return dx;
  },
};
