import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { installTrainingKernels } from '@nin/backends';
import { expect, test, vi } from 'vitest';

const gradients = [
  'Conv2D',
  'DepthwiseConv2dNative',
  'GatherV2',
  'ResizeNearestNeighbor',
  'ResizeBilinear',
  'Relu',
];
const kernels = [
  'Cumsum',
  'Sum',
  'Cast',
  'GatherV2',
  'UnsortedSegmentSum',
  'MaxPool3D',
  'Conv3DBackpropInputV2',
];

test.each(['cpu', 'wasm'])('neither the installation nor its undo starts %s', (backend) => {
  const start = vi.spyOn(tf.engine().registryFactory[backend], 'factory');
  installTrainingKernels(backend)();
  expect(start).not.toHaveBeenCalled();
  start.mockRestore();
});

test.each(['cpu', 'wasm'])('the undo brings back the gradients and kernels of %s', (backend) => {
  const registered = () => [
    ...gradients.map((name) => tf.getGradient(name) as object | undefined),
    ...kernels.map((name) => tf.getKernel(name, backend) as object | undefined),
  ];
  const stock = registered();
  const undo = installTrainingKernels(backend);
  const ours = registered();
  expect(gradients.every((_, i) => ours[i] !== stock[i])).toBe(true);
  expect(ours[gradients.length]).not.toBe(stock[gradients.length]);
  undo();
  registered().forEach((one, i) => expect(one).toBe(stock[i]));
});
