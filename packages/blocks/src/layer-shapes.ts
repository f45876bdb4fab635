import { onlyKinds, type KindOptions } from './check-spec';
import type { BlockKind } from './define-block';
import { modelCalls } from './graph/layer-calls';
import { modelInputs, type InputShape } from './model-inputs';
import { isModel, type Network } from './network';
import { planSpec } from './plan-spec';
import type { BlockOf, BuiltinKind } from './spec';

/** One row of {@link layerShapes}. */
export interface LayerShape {
  /** For a spec `block1`, `pool1`, `dropout3` …, `head`; for a model the layer's name. */
  name: string;
  /** The class of the layer as TensorFlow.js and Keras name it: `MaxPooling2D`, `Dropout` … A spec's block is a `NinBlock`, a `ResidualNinBlock` … */
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
