import { profile, type NinSpec } from '@nin/blocks';

/**
 * Multiply-accumulates of a training step for one image: each convolution is computed forward, for the gradient of its
 * filter and for the gradient of its input, each time with as many; but nobody needs the gradient of the images.
 */
export function trainingMacs(spec: NinSpec): number {
  const { layers } = profile(spec);
  const first = layers.find(({ macs }) => macs !== 0)?.macs ?? 0;
  return 3 * knownMacs(spec) - first;
}

/** Multiply-accumulates of a network for one image, forward. Throws where the profile does not know them. */
export function knownMacs(spec: NinSpec): number {
  const { totals, unknown } = profile(spec);
  if (totals.macs === null) throw new Error(`The MACs of ${unknown.join(', ')} are not known`);
  return totals.macs;
}
