import { describeEachBackend } from '@nin/testing';
import { test } from 'vitest';
import { checkConvolution, type ConvolutionCase } from './check-convolution';
import { randomCases, type CaseSource } from './random-cases';
import { randomPadding, windowFits, windowTitle } from './window-cases';

function randomConvolution(source: CaseSource): ConvolutionCase | undefined {
  const { between } = source;
  const one: ConvolutionCase = {
    input: [between(1, 5), between(1, 14), between(1, 14), between(1, 9)],
    filter: [between(1, 7), between(1, 7), between(1, 9)],
    strides: [between(1, 4), between(1, 4)],
    padding: randomPadding(source),
  };
  return windowFits(one) ? one : undefined;
}

/** One image, many channels, filters up to 11 × 11. */
function randomWideConvolution(source: CaseSource): ConvolutionCase | undefined {
  const { between } = source;
  const one: ConvolutionCase = {
    input: [1, between(5, 15), between(5, 15), between(1, 33)],
    filter: [between(1, 11), between(1, 11), between(1, 33)],
    strides: [between(1, 4), between(1, 4)],
    padding: randomPadding(source),
  };
  return windowFits(one) ? one : undefined;
}

const namedCases: ConvolutionCase[] = [
  { input: [4, 8, 8, 16], filter: [1, 1, 24], strides: [1, 1], padding: 'same' },
  { input: [4, 8, 8, 24], filter: [1, 1, 16], strides: [1, 1], padding: 'valid' },
  { input: [2, 9, 9, 5], filter: [1, 1, 7], strides: [2, 3], padding: 'same' },
  { input: [3, 32, 32, 3], filter: [7, 7, 12], strides: [3, 3], padding: 'same' },
  { input: [1, 24, 24, 1], filter: [11, 11, 6], strides: [4, 4], padding: 'valid' },
  { input: [1, 23, 21, 3], filter: [11, 11, 5], strides: [1, 1], padding: 'same' },
  { input: [1, 17, 19, 2], filter: [10, 8, 3], strides: [3, 2], padding: 'same' },
  { input: [1, 9, 9, 4], filter: [9, 9, 6], strides: [1, 1], padding: 'valid' },
  { input: [2, 6, 5, 3], filter: [2, 4, 5], strides: [1, 1], padding: 'same' },
  { input: [2, 10, 11, 3], filter: [3, 2, 4], strides: [4, 3], padding: 'valid' },
  { input: [2, 1, 1, 20], filter: [3, 3, 20], strides: [1, 1], padding: 'same' },
  { input: [2, 5, 6, 3], filter: [2, 2, 4], strides: [3, 3], padding: [1, 2, 0, 1] },
  { input: [2, 5, 6, 3], filter: [1, 1, 4], strides: [1, 1], padding: [2, 1, 1, 2] },
  { input: [1, 7, 9, 37], filter: [3, 3, 29], strides: [2, 1], padding: 'same' },
  { input: [1, 1, 1, 1], filter: [1, 1, 1], strides: [1, 1], padding: 'valid' },
];

const randomConvolutions = [
  ...randomCases(40, 7, randomConvolution),
  ...randomCases(15, 8, randomWideConvolution),
];

/** WebGPU compiles three programs per case, which takes about a second on a software renderer. */
function casesOn(backend: string): ConvolutionCase[] {
  const all = [...namedCases, ...randomConvolutions];
  return backend === 'webgpu' ? all.filter((_, i) => i % 2 === 0) : all;
}

describeEachBackend('convolution gradients', (backend) => {
  test.each(casesOn(backend).map((one) => [windowTitle(one), one] as const))('%s', (_, one) =>
    checkConvolution(one),
  );
});
