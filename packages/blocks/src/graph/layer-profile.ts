import { shown } from '@nin/checks';
import type { BlockKind } from '../define-block';
import type { LayerCall } from './layer-calls';
import { layerMacs } from './layer-macs';
import { layerWeights } from './layer-weights';
import { sizeOf } from './output-shapes';

/** One use of one layer. Figures are per image. */
export interface LayerProfile {
  /** Name of the layer, prefixed with the models it is nested in: `features/conv1`. */
  name: string;
  /** Class of the layer in TensorFlow.js and Keras: `Conv2D`, `BatchNormalization` … */
  kind: string;
  /** Output shape, without the batch dimension. */
  shape: number[];
  /** Number of weights. 0 for further uses of the same layer. */
  params: number;
  /** Number of trainable weights. */
  trainableParams: number;
  /** Multiply-accumulates of the forward pass. Null if unknown. */
  macs: number | null;
  /** Bytes of the output as float32. 0 for an input, and for a layer that only reshapes. */
  activationBytes: number;
}

/** Bytes of a float32. All weights and activations count as float32. */
export const bytesPerNumber = 4;

/** Layers whose output shares the memory of their input. */
const views = new Set(['InputLayer', 'Flatten', 'Reshape']);

/**
 * Returns one row per use of a layer, with nested models expanded, and the classes of layers with unknown MACs.
 *
 * @param trainable false if the whole network is frozen.
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

/** Returns the MACs of a use of a layer. MACs of classes outside of TensorFlow.js come from the kinds of block. */
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
