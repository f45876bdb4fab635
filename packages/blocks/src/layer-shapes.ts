import { modelCalls } from './layer-calls';
import { modelInputs, type InputShape } from './model-inputs';
import { isModel, type Network } from './network';
import { specParts } from './spec-parts';

/** One row of {@link layerShapes}. */
export interface LayerShape {
  /** For a spec `block1`, `pool1`, `dropout3` …, `head`; for a model the layer's name. */
  name: string;
  /** The class of the layer as TensorFlow.js and Keras name it: `MaxPooling2D`, `Dropout` … A spec's block is a `NinBlock`. */
  kind: string;
  /** What comes out for one image, without the batch dimension: `[height, width, channels]`, or `[classes]`. */
  shape: number[];
}

/**
 * The output shape of every part of a spec or of every layer of a model, found without allocating a tensor.
 *
 * A spec gives one row for each block, pooling, dropout and the head, as the lecture prints them. A model gives one row
 * for each use of a layer; a model nested in it is one row.
 *
 * @param network A spec, or any model of TensorFlow.js layers.
 * @param inputShape Of one image, without the batch dimension; for a model of several inputs, a list of shapes.
 *   Default: what the spec or the model was made for.
 * @throws RangeError or TypeError if the spec is out of range, if a map is smaller than the window that passes over it,
 *   or if a layer's weights do not fit the input.
 */
export function layerShapes(network: Network, inputShape?: InputShape): LayerShape[] {
  if (!isModel('layerShapes', network)) {
    const parts = specParts('layerShapes', network, { inputShape });
    return parts.map(({ name, kind, outputShape }) => ({ name, kind, shape: outputShape }));
  }
  const { calls } = modelCalls('layerShapes', network, modelInputs('layerShapes', network, inputShape));
  return calls.map(({ layer, outputs: [shape = []] }) => ({
    name: layer.name,
    kind: layer.getClassName(),
    shape,
  }));
}
