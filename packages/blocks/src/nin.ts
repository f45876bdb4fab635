import { sequential, type Sequential } from '@tensorflow/tfjs-layers';
import { requireInteger } from './checks';
import type { NinSpec } from './nin-spec';
import { specParts } from './spec-parts';

/** Options of {@link nin}. */
export interface NinOptions {
  /**
   * Makes the initial weights the same every time, on every backend. Integer. Default: others every time.
   * Dropout stays unseeded: with a seed, TensorFlow.js would drop the same places at every step.
   */
  seed?: number;
}

/**
 * The model of a spec: [batch, height, width, channels] → [batch, classes], logits without softmax.
 *
 * An ordinary Sequential model with ordinary layers: compile, fit, save and load it anywhere TensorFlow.js is, with
 * none of this package. Layers are named `block1/conv`, `block1/mlp1` …, `pool1`, `dropout1` …, `head`.
 *
 * @throws RangeError or TypeError if a field is out of range, or a map is smaller than the window that passes over it.
 */
export function nin(spec: NinSpec, { seed }: NinOptions = {}): Sequential {
  if (seed !== undefined) requireInteger('nin: seed', seed);
  const calls = specParts('nin', spec, { seed }).flatMap((part) => part.calls);
  return sequential({ layers: calls.map(({ layer }) => layer) });
}
