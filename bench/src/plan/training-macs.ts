import { profile, type NinSpec } from '@nin/blocks';

/**
 * Multiply-accumulates of a training step for one image: each convolution is computed forward, for the gradient of its
 * filter and for the gradient of its input, each time with as many; but nobody needs the gradient of the images.
 */
export function trainingMacs(spec: NinSpec): number {
  const { layers, totals } = profile(spec);
  const first = layers.find(({ macs }) => macs > 0)?.macs ?? 0;
  return 3 * totals.macs - first;
}
