import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { AdamWUpdate, SgdUpdate } from '../added-kernels';
import type { AdamWAttributes, SgdAttributes } from '../any-backend/optimizer-step';
import { elementwise } from './shaders/elementwise';

/** One AdamW step of one variable and its two moments in one pass. */
export const adamWUpdateConfig: KernelConfig = {
  kernelName: AdamWUpdate,
  backendName: 'webgl',
  kernelFunc({ inputs, attrs, backend }) {
    const { value, gradient, m, v } = inputs as Record<string, TensorInfo>;
    const { stepSize, beta1, beta2, epsilon, keepRate } = attrs as unknown as AdamWAttributes;
    return elementwise(
      backend as MathBackendWebGL,
      {
        key: 'AdamW',
        inputs: ['value', 'gradient', 'm', 'v'],
        uniforms: {
          stepSize: 'float',
          oneMinusBeta1: 'float',
          oneMinusBeta2: 'float',
          epsilon: 'float',
          keepRate: 'float',
        },
        results: 3,
        body: `
  vec4 nextM = m + (gradient - m) * oneMinusBeta1;
  vec4 nextV = v + (gradient * gradient - v) * oneMinusBeta2;
  result0 = value * keepRate - nextM * stepSize / (sqrt(nextV) + epsilon);
  result1 = nextM;
  result2 = nextV;`,
      },
      [value, gradient, m, v],
      { stepSize, oneMinusBeta1: 1 - beta1, oneMinusBeta2: 1 - beta2, epsilon, keepRate },
    );
  },
};

/** One SGD step of one variable, with or without momentum, in one pass. */
export const sgdUpdateConfig: KernelConfig = {
  kernelName: SgdUpdate,
  backendName: 'webgl',
  kernelFunc({ inputs, attrs, backend }) {
    const { value, gradient, velocity } = inputs as {
      value: TensorInfo;
      gradient: TensorInfo;
      velocity?: TensorInfo;
    };
    const { learningRate, momentum, nesterov, keepRate } = attrs as unknown as SgdAttributes;
    const plain = 'result0 = value * keepRate - gradient * learningRate;';
    const move = nesterov ? 'next * momentum - step' : 'next';
    const moving = `
  vec4 step = gradient * learningRate;
  vec4 next = velocity * momentum - step;
  result0 = value * keepRate + (${move});
  result1 = next;`;
    return elementwise(
      backend as MathBackendWebGL,
      {
        key: ['SGD', velocity !== undefined, nesterov].join(),
        inputs: velocity ? ['value', 'gradient', 'velocity'] : ['value', 'gradient'],
        uniforms: { learningRate: 'float', momentum: 'float', keepRate: 'float' },
        results: velocity ? 2 : 1,
        body: velocity ? moving : plain,
      },
      velocity ? [value, gradient, velocity] : [value, gradient],
      { learningRate, momentum, keepRate },
    );
  },
};
