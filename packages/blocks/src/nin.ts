import { requireBackend, requireInteger, requireOptions, type OptionNames } from '@nin/checks';
import { engine } from '@tensorflow/tfjs-core';
import { sequential, type Sequential } from '@tensorflow/tfjs-layers';
import { layerProfiles } from './layer-profile';
import { limits } from './limits';
import type { NinSpec } from './nin-spec';
import { specParts } from './spec-parts';

/** Options of {@link nin}. */
export interface NinOptions {
  /**
   * Makes the initial weights the same every time, on every backend. Integer. Default: others every time.
   * Dropout stays unseeded: with a seed, TensorFlow.js would drop the same places at every step.
   */
  seed?: number | undefined;
}

const optionNames: OptionNames<NinOptions> = { seed: true };

/**
 * The model of a spec: [batch, height, width, channels] → [batch, classes], logits without softmax.
 *
 * An ordinary Sequential model with ordinary layers: compile, fit, save and load it anywhere TensorFlow.js is, with
 * none of this package. Layers are named `block1/conv`, `block1/mlp1` …, `pool1`, `dropout1` …, `head`.
 *
 * @throws RangeError or TypeError if a field is out of range, a map is smaller than the window that passes over it, or the
 *   network has more than 2 ** 28 parameters, which take 1 GiB.
 * @throws Error if no tfjs backend runs to hold the weights.
 */
export function nin(spec: NinSpec, options: NinOptions = {}): Sequential {
  requireOptions('nin: options', options, optionNames);
  const { seed } = options;
  if (seed !== undefined) requireInteger('nin: seed', seed);
  const calls = specParts('nin', spec, { seed }).flatMap((part) => part.calls);
  const params = layerProfiles(calls, true).layers.reduce((sum, layer) => sum + layer.params, 0);
  if (params > limits.params) {
    throw new RangeError(
      `nin: spec must have up to ${limits.params.toLocaleString('en-US')} parameters (1 GiB), got ${params.toLocaleString('en-US')}`,
    );
  }
  requireBackend('nin', engine());
  return sequential({ layers: calls.map(({ layer }) => layer) });
}
