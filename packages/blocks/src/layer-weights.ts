import type { layers } from '@tensorflow/tfjs-layers';
import type { LayerCall } from './layer-calls';

/** The shapes of a layer's weights. */
export interface LayerWeights {
  trainable: number[][];
  nonTrainable: number[][];
}

/**
 * The weights of a layer. An unbuilt one, as a spec has them, is a convolution, a batch normalization, or has none;
 * its weights follow from its settings.
 *
 * @param trainable False if the layer is in a frozen model.
 */
export function layerWeights({ layer, inputs: [input = []] }: LayerCall, trainable: boolean): LayerWeights {
  if (!layer.built) return plannedWeights(layer, input);
  const shapesOf = (weights: layers.Layer['weights']) => weights.map(({ shape }) => shape as number[]);
  return trainable
    ? { trainable: shapesOf(layer.trainableWeights), nonTrainable: shapesOf(layer.nonTrainableWeights) }
    : { trainable: [], nonTrainable: shapesOf(layer.weights) };
}

function plannedWeights(layer: layers.Layer, input: number[]): LayerWeights {
  const channels = input.at(-1) ?? 0;
  if (layer.getClassName() === 'Conv2D') {
    const { kernelSize, filters } = layer.getConfig() as { kernelSize: number[]; filters: number };
    return { trainable: [[...kernelSize, channels, filters], [filters]], nonTrainable: [] };
  }
  if (layer.getClassName() === 'BatchNormalization') {
    const statistic = [channels];
    return { trainable: [statistic, statistic], nonTrainable: [statistic, statistic] };
  }
  return { trainable: [], nonTrainable: [] };
}
