import type { layers, LayersModel } from '@tensorflow/tfjs-layers';
import { mixSeeds } from './mix-seeds';

type Layer = layers.Layer;

/** A dropout layer with its seed. */
interface SeededDropout {
  rate: number;
  seed: number | undefined;
}

/** Controls the seeds of a model's dropout layers. */
export interface DropoutSeeds {
  /** Sets the seeds of a step: masks differ between steps, and are the same in every run. */
  set(step: number): void;
  /** Restores the layers' own seeds. */
  restore(): void;
}

/**
 * Controls the seeds of all dropout layers of a model, including nested ones.
 *
 * tfjs's dropout draws the same mask in every step with a seed, and is not reproducible without one.
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
  // Both are missing in tfjs's types: `layers` of a model used as a layer, and `layer` of a wrapper such as timeDistributed.
  const { layers, layer: wrapped } = layer as { layers?: Layer[]; layer?: Layer };
  const inner = [...(layers ?? []), ...(wrapped ? [wrapped] : [])].flatMap(seededDropouts);
  return isSeededDropout(layer) ? [layer, ...inner] : inner;
}

/** tfjs does not export the Dropout class. Its field `seed` is read at every call, and private in its type only. */
function isSeededDropout(layer: object): layer is SeededDropout {
  return 'seed' in layer && 'rate' in layer && typeof layer.rate === 'number';
}
