import { layers } from '@tensorflow/tfjs-layers';
import type { LayerCall } from './layer-calls';

/** Shapes of the weights of a layer. */
export interface LayerWeights {
  trainable: number[][];
  nonTrainable: number[][];
}

/**
 * Returns the shapes of the weights of a layer, built or not.
 *
 * @param trainable false if the layer is in a frozen model.
 */
export function layerWeights(where: string, { layer, inputs }: LayerCall, trainable: boolean): LayerWeights {
  if (!layer.built) return plannedWeights(where, layer, inputs, trainable);
  const shapesOf = (weights: layers.Layer['weights']) => weights.map(({ shape }) => shape as number[]);
  return trainable
    ? { trainable: shapesOf(layer.trainableWeights), nonTrainable: shapesOf(layer.nonTrainableWeights) }
    : { trainable: [], nonTrainable: shapesOf(layer.weights) };
}

/** The methods that build a layer. `addWeight` is protected in TensorFlow.js. */
type Buildable = Pick<layers.Layer, 'build'> & {
  addWeight(name: string, shape: number[], ...rest: readonly unknown[]): { shape: number[] };
};

/** Index of `trainable` after the name and the shape: dtype, initializer, regularizer, trainable. */
const trainableAt = 3;

/**
 * Returns the weights that a layer will have after it is built, without a tensor: `build` runs with an `addWeight` that records
 * instead of allocating. Works for every layer class with its own weights, including third-party classes.
 */
function plannedWeights(
  where: string,
  layer: layers.Layer,
  inputs: number[][],
  trainable: boolean,
): LayerWeights {
  // `build` would create the weights of an inner layer, which bypass the `addWeight` of this layer.
  if (
    Object.values(layer)
      .flat()
      .some((value) => value instanceof layers.Layer)
  ) {
    throw new RangeError(
      `${where}: layer ${layer.name} (${layer.getClassName()}) contains another layer, whose weights are unknown until it is built: pass a built model`,
    );
  }
  const weights: LayerWeights = { trainable: [], nonTrainable: [] };
  // `build` writes to the probe, so the layer itself stays unbuilt.
  const probe = Object.create(layer) as Buildable;
  probe.addWeight = (_name, shape, ...rest) => {
    const isTrainable = trainable && rest[trainableAt] !== false;
    weights[isTrainable ? 'trainable' : 'nonTrainable'].push([...shape]);
    return { shape };
  };
  const batched = inputs.map((shape) => [null, ...shape]);
  probe.build(batched.length === 1 && batched[0] ? batched[0] : batched);
  return weights;
}
