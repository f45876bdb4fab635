import type { LayerCall } from './layer-calls';
import { layerMacs } from './layer-macs';
import { layerWeights } from './layer-weights';
import { sizeOf } from './size-of';

/** One use of one layer. Figures are for one image. */
export interface LayerProfile {
  /** The layer's name, behind the names of the models it is nested in: `features/conv1`. */
  name: string;
  /** The class of the layer, as TensorFlow.js and Keras name it: `Conv2D`, `BatchNormalization` … */
  kind: string;
  /** Of the output, without the batch dimension. */
  shape: number[];
  /** All weights. 0 where a layer already counted is used again. */
  params: number;
  /** Those of `params` that training changes. */
  trainableParams: number;
  /** Multiply-accumulates forward. */
  macs: number;
  /** Bytes of the output as float32. 0 for an input, and for a layer that only gives its input another shape. */
  activationBytes: number;
}

/** The size of a float32, which all weights and activations are counted as. */
export const bytesPerNumber = 4;

/** Layers whose output is their input under another shape, so it takes no memory of its own. */
const views = new Set(['InputLayer', 'Flatten', 'Reshape']);

/**
 * One row for each use of a layer, models nested in the network unfolded, and the kinds whose MACs are not known.
 *
 * @param trainable False if the whole network is frozen.
 */
export function layerProfiles(
  calls: readonly LayerCall[],
  trainable: boolean,
): { layers: LayerProfile[]; unknown: string[] } {
  const layers: LayerProfile[] = [];
  const unknown = new Set<string>();
  const counted = new Set<LayerCall['layer']>();

  const visit = (call: LayerCall, prefix: string, parentTrainable: boolean): void => {
    const { layer, inner, outputs } = call;
    const name = prefix + layer.name;
    const kind = layer.getClassName();
    const ownTrainable = parentTrainable && layer.trainable;
    if (inner.length > 0) {
      inner.forEach((innerCall) => visit(innerCall, `${name}/`, ownTrainable));
      return;
    }
    const weights = layerWeights(call, ownTrainable);
    const macs = layerMacs(call, [...weights.trainable, ...weights.nonTrainable]);
    if (macs === undefined) unknown.add(kind);
    const again = counted.has(layer);
    counted.add(layer);
    const trainableParams = again ? 0 : totalSize(weights.trainable);
    layers.push({
      name,
      kind,
      shape: outputs[0] ?? [],
      params: again ? 0 : trainableParams + totalSize(weights.nonTrainable),
      trainableParams,
      macs: macs ?? 0,
      activationBytes: views.has(kind) ? 0 : bytesPerNumber * totalSize(outputs),
    });
  };
  calls.forEach((call) => visit(call, '', trainable));
  return { layers, unknown: [...unknown] };
}

function totalSize(shapes: readonly number[][]): number {
  return shapes.reduce((sum, shape) => sum + sizeOf(shape), 0);
}
