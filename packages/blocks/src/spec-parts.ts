import { requireFraction, requireOneOf } from '@nin/checks';
import { layers } from '@tensorflow/tfjs-layers';
import { blockLayers } from './block-layers';
import { derivedSeed } from './derived-seed';
import { requireImageShape } from './image-shape';
import { layerCall, type LayerCall } from './layer-calls';
import type { InputShape } from './model-inputs';
import type { NinSpec } from './nin-spec';
import { completePool, poolLayer } from './pool-layer';
import { requireSpec } from './require-spec';

/** A part of a network, as one would draw it: a block, a pooling, a dropout or the head. */
export interface SpecPart {
  name: string;
  kind: 'NinBlock' | 'MaxPooling2D' | 'AveragePooling2D' | 'Dropout' | 'GlobalAveragePooling2D';
  /** Of one image, without the batch dimension. */
  outputShape: number[];
  /** The layers it is made of, in order, not built: they hold no tensor and need no backend. */
  calls: LayerCall[];
}

/** Options of {@link specParts}. */
export interface SpecPartsOptions {
  /** Of the initial weights. */
  seed?: number | undefined;
  /** Instead of the spec's own. Checked here, so that a list of shapes is refused with the right words. */
  inputShape?: InputShape | undefined;
}

const poolKinds = { max: 'MaxPooling2D', average: 'AveragePooling2D' } as const;

/**
 * The parts of a network in order, after a check of the whole spec. `where` is the function to name in messages.
 *
 * @throws RangeError or TypeError if a field is out of range, or a map is smaller than the window that passes over it.
 */
export function specParts(where: string, spec: NinSpec, options: SpecPartsOptions = {}): SpecPart[] {
  requireSpec(where, spec);
  const { blocks, head } = spec;
  const { seed, inputShape = spec.inputShape } = options;
  requireImageShape(`${where}: inputShape`, inputShape);
  requireOneOf(`${where}: head`, head, ['globalAverage']);

  const parts: SpecPart[] = [];
  let shape = [...inputShape];
  const add = (kind: SpecPart['kind'], name: string, made: layers.Layer[]) => {
    const calls = made.map((layer) => {
      const call = layerCall(where, layer, [shape]);
      [shape = []] = call.outputs;
      return call;
    });
    parts.push({ name, kind, outputShape: shape, calls });
  };

  blocks.forEach((block, i) => {
    const number = i + 1;
    const at = `${where}: block ${number}`;
    const { pool, dropout = 0, ...options } = block;
    const convolutions = blockLayers(at, options, {
      name: `block${number}`,
      seed: seed === undefined ? undefined : derivedSeed(seed, i),
      inputShape: i === 0 ? inputShape : undefined,
    });
    requireRoom(`${at}: a convolution`, options.kernelSize, options.padding ?? 'same', shape);
    add('NinBlock', `block${number}`, convolutions);
    if (pool !== undefined) {
      const complete = completePool(at, pool);
      requireRoom(`${at}: a pooling`, complete.size, complete.padding, shape);
      add(poolKinds[complete.kind], `pool${number}`, [poolLayer(`pool${number}`, complete)]);
    }
    requireFraction(`${at}: dropout`, dropout);
    if (dropout > 0) {
      add('Dropout', `dropout${number}`, [layers.dropout({ name: `dropout${number}`, rate: dropout })]);
    }
  });
  add('GlobalAveragePooling2D', 'head', [layers.globalAveragePooling2d({ name: 'head' })]);
  return parts;
}

/** Throws if a window without padding does not fit on the map it should pass over. */
function requireRoom(
  what: string,
  size: number,
  padding: 'same' | 'valid',
  [height = 0, width = 0]: readonly number[],
): void {
  if (padding === 'valid' && Math.min(height, width) < size) {
    throw new RangeError(
      `${what} of ${size}×${size} without padding must have a map of at least that size, got ${height}×${width}`,
    );
  }
}
