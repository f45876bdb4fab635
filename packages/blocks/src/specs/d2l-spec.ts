import { deepFreeze } from './deep-freeze';
import type { NinBlock, NinSpec } from '../spec';

/**
 * The network of the book "Dive into Deep Learning", for 224×224 gray images (Fashion-MNIST enlarged) of ten classes:
 * 1,992,166 parameters, 762,297,352 MACs.
 *
 * @see https://d2l.ai/chapter_convolutional-modern/nin.html
 */
export const d2lSpec: NinSpec<NinBlock> = deepFreeze({
  inputShape: [224, 224, 1],
  blocks: [
    { filters: 96, kernelSize: 11, strides: 4, padding: 'valid', pool: { kind: 'max', size: 3, strides: 2 } },
    { filters: 256, kernelSize: 5, pool: { kind: 'max', size: 3, strides: 2 } },
    { filters: 384, kernelSize: 3, pool: { kind: 'max', size: 3, strides: 2 }, dropout: 0.5 },
    { filters: 10, kernelSize: 3 },
  ],
  head: 'globalAverage',
});
