import { shown } from '@nin/checks';
import type { BlockKind } from '../define-block';
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
  /** Multiply-accumulates forward. Null: not known. */
  macs: number | null;
  /** Bytes of the output as float32. 0 for an input, and for a layer that only gives its input another shape. */
  activationBytes: number;
}

/** The size of a float32, which all weights and activations are counted as. */
export const bytesPerNumber = 4;

/** Layers whose output is their input under another shape, so it takes no memory of its own. */
const views = new Set(['InputLayer', 'Flatten', 'Reshape']);

/**
 * One row for each use of a layer, models nested in the network unfolded, and the classes of layers whose MACs are not known.
 *
 * @param trainable False if the whole network is frozen.
 */
export function layerProfiles(
  where: string,
  calls: readonly LayerCall[],
  trainable: boolean,
  kinds: readonly BlockKind[],
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
    const weights = layerWeights(where, call, ownTrainable);
    const macs = macsOf(where, call, [...weights.trainable, ...weights.nonTrainable], kinds);
    if (macs === null) unknown.add(kind);
    const again = counted.has(layer);
    counted.add(layer);
    const trainableParams = again ? 0 : totalSize(weights.trainable);
    layers.push({
      name,
      kind,
      shape: outputs[0] ?? [],
      params: again ? 0 : trainableParams + totalSize(weights.nonTrainable),
      trainableParams,
      macs,
      activationBytes: views.has(kind) ? 0 : bytesPerNumber * totalSize(outputs),
    });
  };
  calls.forEach((call) => visit(call, '', trainable));
  return { layers, unknown: [...unknown] };
}

/** The MACs of a use of a layer: those of TensorFlow.js' classes are known, others by the kind of block that they belong to. */
function macsOf(
  where: string,
  call: LayerCall,
  weights: readonly number[][],
  kinds: readonly BlockKind[],
): number | null {
  const known = layerMacs(call, weights);
  if (known !== undefined) return known;
  const { layer, inputs, outputs } = call;
  for (const kind of kinds) {
    const macs: unknown = kind.macs?.(layer, { inputs, outputs, weights });
    if (macs === undefined) continue;
    if (Number.isInteger(macs) && Number(macs) >= 0) return Number(macs);
    throw new RangeError(
      `${where}: macs of kind ${shown(kind.kind)} must return a non-negative integer or undefined for ${layer.getClassName()}, got ${shown(macs)}`,
    );
  }
  return null;
}

function totalSize(shapes: readonly number[][]): number {
  return shapes.reduce((sum, shape) => sum + sizeOf(shape), 0);
}
