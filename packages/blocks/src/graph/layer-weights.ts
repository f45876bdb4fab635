import { layers } from '@tensorflow/tfjs-layers';
import type { LayerCall } from './layer-calls';

/** The shapes of a layer's weights. */
export interface LayerWeights {
  trainable: number[][];
  nonTrainable: number[][];
}

/**
 * The weights of a layer, of an unbuilt one too, as specs have them.
 *
 * @param trainable False if the layer is in a frozen model.
 */
export function layerWeights(where: string, { layer, inputs }: LayerCall, trainable: boolean): LayerWeights {
  if (!layer.built) return plannedWeights(where, layer, inputs, trainable);
  const shapesOf = (weights: layers.Layer['weights']) => weights.map(({ shape }) => shape as number[]);
  return trainable
    ? { trainable: shapesOf(layer.trainableWeights), nonTrainable: shapesOf(layer.nonTrainableWeights) }
    : { trainable: [], nonTrainable: shapesOf(layer.weights) };
}

/** What TensorFlow.js calls on a layer to make it, but `addWeight` is for subclasses only. */
type Buildable = Pick<layers.Layer, 'build'> & {
  addWeight(name: string, shape: number[], ...rest: readonly unknown[]): { shape: number[] };
};

/** The place of `trainable` behind the name and the shape: dtype, initializer, regularizer, trainable. */
const trainableAt = 3;

/**
 * The weights that a layer would have once built, without a tensor: what its `build` asks for is written down instead of
 * allocated. So they are known for every class of layer that has weights of its own, those of other packages too.
 */
function plannedWeights(
  where: string,
  layer: layers.Layer,
  inputs: number[][],
  trainable: boolean,
): LayerWeights {
  // Its `build` would make the weights of the layers inside, which are not asked for through the layer itself.
  if (
    Object.values(layer)
      .flat()
      .some((value) => value instanceof layers.Layer)
  ) {
    throw new RangeError(
      `${where}: layer ${layer.name} (${layer.getClassName()}) has another layer's weights, which are not known before it is built: give a built model`,
    );
  }
  const weights: LayerWeights = { trainable: [], nonTrainable: [] };
  // What build writes is written onto the probe, so the layer itself stays unbuilt.
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
