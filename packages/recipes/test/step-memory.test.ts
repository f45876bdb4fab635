import type { NinSpec } from '@nin/blocks';
import { expect, test } from 'vitest';
import { fittingBatchSize, leastStepMemory } from '../src/step-memory';
import { specs } from '../src/network-specs';
import { recipes } from '../src/recipes';

const { optimizer: adamW } = recipes.tiny.experiment;
const { optimizer: sgd } = recipes.paper.experiment;

// A 1×1 convolution from 3 to 2 channels with a 2×2 image: 3 · 2 + 2 = 8 weights, 8 numbers an output; then the mean, 2 numbers.
const small: NinSpec = {
  inputShape: [2, 2, 3],
  blocks: [{ filters: 2, kernelSize: 1, mlpLayers: 0 }],
  head: 'globalAverage',
};

test('a step holds weights, gradients, moments, and for each image pixels, outputs and their gradients', () => {
  // 12 pixels and twice 8 + 2 outputs, of 4 bytes each; AdamW keeps two moments, SGD one velocity.
  expect(leastStepMemory({ spec: small, optimizer: adamW }, 1)).toBe(4 * (8 * 4 + 12 + 20));
  expect(leastStepMemory({ spec: small, optimizer: sgd }, 10)).toBe(4 * (8 * 3 + 10 * (12 + 20)));
});

test('what batch normalization gives is not saved', () => {
  const spec = { ...small, blocks: [{ ...small.blocks[0], batchNorm: true }] } as NinSpec;
  const plain =
    leastStepMemory({ spec: small, optimizer: sgd }, 2) - leastStepMemory({ spec: small, optimizer: sgd }, 1);
  const normalized =
    leastStepMemory({ spec, optimizer: sgd }, 2) - leastStepMemory({ spec, optimizer: sgd }, 1);
  // The convolution's output twice, the normalization's once, and the activation's, a layer of its own then, twice.
  expect(normalized - plain).toBe(4 * 8 * 3);
});

/** Bytes in use at most, as counted in the allocator over two steps, and the end of the last block. */
const measured = [
  { name: 'tiny', optimizer: adamW, batchSize: 1024, peak: 763_644_228, end: 810_045_816 },
  { name: 'modern', optimizer: sgd, batchSize: 64, peak: 844_872_908, end: 910_287_664 },
  { name: 'paper', optimizer: sgd, batchSize: 64, peak: 426_049_964, end: 500_711_760 },
  { name: 'lecture', optimizer: adamW, batchSize: 64, peak: 570_786_316, end: 600_333_584 },
  { name: 'lecture', optimizer: adamW, batchSize: 256, peak: 1_094_093_836, end: 1_134_692_784 },
] as const;

test.each(measured)(
  '$name with $batchSize images: no more than was measured',
  ({ name, optimizer, batchSize, peak, end }) => {
    const choice = { spec: specs[name], optimizer };
    const least = leastStepMemory(choice, batchSize);
    expect(least).toBeLessThan(peak);
    expect(least).toBeGreaterThan(0.8 * peak);
    // Memory that ends where the last block did is enough for this size.
    expect(fittingBatchSize(choice, end)).toBeLessThanOrEqual(batchSize);
    expect(fittingBatchSize(choice, 2 * end)).toBeGreaterThanOrEqual(batchSize);
  },
);

test('where not even one image fits, no batch size is offered', () => {
  expect(fittingBatchSize({ spec: specs.lecture, optimizer: adamW }, 100e6)).toBe(0);
});
