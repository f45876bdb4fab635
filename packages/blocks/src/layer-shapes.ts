import { onlyKinds, type KindOptions } from './check-spec';
import type { BlockKind } from './define-block';
import { modelCalls } from './graph/layer-calls';
import { isModel, modelInputs, type InputShape, type Network } from './network';
import { planSpec } from './plan-spec';
import type { BlockOf, BuiltinKind } from './spec';

/** One row of {@link layerShapes}. */
export interface LayerShape {
  /** For a spec `block1`, `pool1`, `dropout3` …, `head`; for a model the name of the layer. */
  name: string;
  /** Class of the layer in TensorFlow.js and Keras: `MaxPooling2D`, `Dropout` … For a block of a spec: `NinBlock`, `ResidualNinBlock` … */
  kind: string;
  /** Output shape for one image, without the batch dimension: `[height, width, channels]` or `[classes]`. */
  shape: number[];
}

/**
 * Returns the output shape of every part of a spec or of every layer of a model, without allocating a tensor.
 *
 * A spec has one row per block, pooling, dropout and head, as the lecture prints them. A model has one row per use of a layer; a
 * nested model is one row.
 *
 * @param network a spec, or any model of TensorFlow.js layers.
 * @param inputShape shape of one image, without the batch dimension; for a model with several inputs, a list of shapes.
 *   Default: the input shape of the spec or the model.
 * @throws RangeError or TypeError if the spec is out of range, a map is smaller than the window of the next layer, or the weights
 *   of a layer do not fit the input.
 */
export function layerShapes<Kind extends BlockKind = BuiltinKind>(
  network: Network<BlockOf<Kind>>,
  inputShape?: InputShape,
  options: KindOptions<Kind> = {},
): LayerShape[] {
  const kinds = onlyKinds('layerShapes', options);
  if (!isModel('layerShapes', network)) {
    const parts = planSpec('layerShapes', network, kinds, { inputShape });
    return parts.map(({ name, className, outputShape }) => ({ name, kind: className, shape: outputShape }));
  }
  const { calls } = modelCalls('layerShapes', network, modelInputs('layerShapes', network, inputShape));
  return calls.map(({ layer, outputs: [shape = []] }) => ({
    name: layer.name,
    kind: layer.getClassName(),
    shape,
  }));
}
