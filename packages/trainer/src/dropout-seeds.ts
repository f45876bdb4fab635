import type { layers, LayersModel } from '@tensorflow/tfjs-layers';
import { mixSeeds } from './mix-seeds';

type Layer = layers.Layer;

/** A layer that drops values by a seed it keeps in a field. */
interface SeededDropout {
  rate: number;
  seed: number | undefined;
}

/** The dropout layers of a model, their seeds in our hands. */
export interface DropoutSeeds {
  /** Gives every layer the seed of a step: another mask each step, the same again in another run. */
  set(step: number): void;
  /** Gives every layer its own seed back. */
  restore(): void;
}

/**
 * Takes over the seeds of all dropout layers of a model, nested ones too.
 *
 * tfjs's dropout with a seed draws the same mask in every step; without one it cannot be repeated.
 */
export function dropoutSeeds(model: LayersModel, seed: number): DropoutSeeds {
  const dropouts = seededDropouts(model);
  const own = dropouts.map((layer) => layer.seed);
  return {
    set(step) {
      dropouts.forEach((layer, index) => (layer.seed = mixSeeds(seed, index, step)));
    },
    restore() {
      dropouts.forEach((layer, index) => (layer.seed = own[index]));
    },
  };
}

function seededDropouts(layer: Layer): SeededDropout[] {
  // tfjs's types hide both: `layers` of a model used as a layer, and `layer` of a wrapper such as timeDistributed.
  const { layers, layer: wrapped } = layer as { layers?: Layer[]; layer?: Layer };
  const inner = [...(layers ?? []), ...(wrapped ? [wrapped] : [])].flatMap(seededDropouts);
  return isSeededDropout(layer) ? [layer, ...inner] : inner;
}

/** tfjs exports no Dropout class to test for; its field `seed`, read at every call, is private by type only. */
function isSeededDropout(layer: object): layer is SeededDropout {
  return 'seed' in layer && 'rate' in layer && typeof layer.rate === 'number';
}
