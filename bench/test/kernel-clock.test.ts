import { getKernel, registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { startKernelClock } from '../src/measure/kernel-clock';

const nothing: TensorInfo = { dataId: {}, shape: [], dtype: 'float32' };

test('a kernel that another one calls counts as time of that other one', () => {
  const backendName = 'clocked';
  const call = (name: string) => getKernel(name, backendName).kernelFunc({ inputs: {}, backend: {} });
  registerKernel({ kernelName: 'Inner', backendName, kernelFunc: () => nothing });
  registerKernel({ kernelName: 'Outer', backendName, kernelFunc: () => call('Inner') });

  const clock = startKernelClock(backendName);
  call('Inner');
  clock.reset();
  expect(clock.lap()).toBeGreaterThanOrEqual(0);
  expect(clock.lap()).toBe(0);

  for (let i = 0; i < 4; i++) call('Outer');
  call('Inner');
  const perStep = Object.fromEntries(clock.kernels(2).map(({ name, calls }) => [name, calls]));
  expect(perStep).toEqual({ Outer: 2, Inner: 0.5 });
});

test('a kernel that fails does not disturb the clock', () => {
  const backendName = 'failing';
  const call = () => getKernel('Fails', backendName).kernelFunc({ inputs: {}, backend: {} });
  const kernelFunc = () => {
    throw new Error('broken');
  };
  registerKernel({ kernelName: 'Fails', backendName, kernelFunc });
  const clock = startKernelClock(backendName);
  expect(call).toThrow('broken');
  expect(call).toThrow('broken');
  expect(clock.kernels(1)[0].calls).toBe(2);
});
