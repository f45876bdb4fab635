import * as tf from '@tensorflow/tfjs-core';
import { randomValues } from '@nin/testing';
import { runBatchNorm } from './run-batch-norm';

/** Work for our kernels that is cut into several tasks each, on random tensors of some shapes. */
interface Workload {
  shapes: number[][];
  run: (...inputs: tf.Tensor[]) => tf.Tensor[];
}

/** The output of a function, and its gradients by each input. The error is the output itself. */
function withGradients(f: (...inputs: tf.Tensor[]) => tf.Tensor, ...inputs: tf.Tensor[]): tf.Tensor[] {
  const output = f(...inputs);
  return [output, ...tf.grads(f)(inputs, output)];
}

function convolution(x: number[], filter: number[], stride: number, pad: 'same' | 'valid'): Workload {
  return {
    shapes: [x, filter],
    run: (...inputs) =>
      withGradients((a, b) => tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, stride, pad), ...inputs),
  };
}

function depthwise(...[x, filter]: tf.Tensor[]): tf.Tensor {
  return tf.depthwiseConv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, 'same');
}

/** By name, for each of our kernels. */
export const threadWorkloads: Record<string, Workload> = {
  'a convolution': convolution([4, 17, 15, 9], [3, 3, 9, 21], 1, 'same'),
  'a convolution with stride 2': convolution([5, 21, 19, 3], [5, 5, 3, 19], 2, 'valid'),
  'a convolution whose filter gradient is split': convolution([3, 33, 31, 6], [1, 1, 6, 10], 1, 'same'),
  'a matrix product': {
    shapes: [
      [197, 70],
      [70, 271],
    ],
    run: (a, b) => [tf.matMul(a, b), tf.matMul(b, a, true, true)],
  },
  'a matrix product whose sum is split': {
    shapes: [
      [13, 4097],
      [4097, 9],
    ],
    run: (a, b) => [tf.matMul(a, b)],
  },
  'batch normalization': {
    shapes: [[1801, 13], [13], [13]],
    run: (x, scale, offset) => [
      ...runBatchNorm(x, scale, offset),
      ...withGradients((a, b, c) => runBatchNorm(a, b, c)[0], x, scale, offset),
    ],
  },
  'sums and means': {
    shapes: [[3, 1603, 7]],
    run: (x) => [
      ...withGradients((z) => tf.sum(z, 1), x),
      ...withGradients((z) => tf.mean(z, 1), x),
      tf.sum(x, [0, 1]),
      tf.mean(x, 0),
    ],
  },
  'poolings and their gradients': {
    shapes: [[6, 9, 8, 9]],
    run: (x) => [
      ...withGradients((image) => tf.maxPool(image as tf.Tensor4D, 3, 2, 'same'), x),
      ...withGradients((image) => tf.avgPool(image as tf.Tensor4D, 3, 2, 'same'), x),
    ],
  },
  'gradients of a depthwise convolution': {
    shapes: [
      [4, 9, 8, 9],
      [3, 3, 9, 1],
      [4, 9, 8, 9],
    ],
    run: (x, filter, error) => tf.grads(depthwise)([x, filter], error),
  },
  'bias and ReLU': {
    shapes: [[70, 21, 33], [33]],
    run: (...inputs) => withGradients((x, bias) => tf.relu(tf.add(x, bias)), ...inputs),
  },
  'maximum and its gradients': {
    shapes: [
      [40, 21, 33],
      [40, 21, 33],
    ],
    run: (...inputs) => withGradients((a, b) => tf.maximum(a, b), ...inputs),
  },
  'smooth activations and their gradients': {
    shapes: [[40_001]],
    run: (x) =>
      ['gelu', 'swish'].flatMap((kind) =>
        withGradients((z) => tf.engine().runKernel<tf.Tensor>('SmoothActivation', { x: z }, { kind }), x),
      ),
  },
  dropout: {
    shapes: [[50_003]],
    run: (x) => [tf.engine().runKernel('SeededDropout', { x }, { rate: 0.3, seed: 5 })],
  },
  'optimizer steps': {
    shapes: [[33_001], [33_001], [33_001]],
    run: (value, gradient, m) => {
      const adamW = { stepSize: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, keepRate: 0.9 };
      const sgd = { learningRate: 0.1, momentum: 0.9, nesterov: true, keepRate: 0.9 };
      const v = tf.square(m);
      return [
        ...tf.engine().runKernel<tf.Tensor[]>('AdamWUpdate', { value, gradient, m, v }, adamW),
        ...tf.engine().runKernel<tf.Tensor[]>('SgdUpdate', { value, gradient, velocity: m }, sgd),
      ];
    },
  },
  'depthwise convolution': {
    shapes: [
      [4, 9, 8, 9],
      [3, 3, 9, 1],
    ],
    run: (x, filter) => [depthwise(x, filter)],
  },
};

/** A workload with its inputs, so that it can be run often. */
export function prepareWorkload({ shapes, run }: Workload): {
  run: () => Float32Array[];
  dispose: () => void;
} {
  const inputs = shapes.map((shape, i) =>
    tf.tensor(randomValues(tf.util.sizeFromShape(shape), i + 1), shape),
  );
  return {
    run() {
      let values: Float32Array[] = [];
      tf.tidy(() => {
        // Not returned: `tidy` would look through all the values for tensors.
        values = run(...inputs).map((tensor) => tensor.dataSync<'float32'>());
      });
      return values;
    },
    dispose: () => tf.dispose(inputs),
  };
}
