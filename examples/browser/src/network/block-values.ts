import { type NinSpec, withMlpLayers } from '@nin/blocks';
import type { FormField } from '../form/form-field';
import { formOf } from './block-forms';

/** A block as JSON, of whatever kind. */
export type Json = Readonly<Record<string, unknown>>;

/** What a field of a block holds as it is written; undefined where it is left out. */
export function writtenValue(block: Json, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (at as Json | undefined)?.[key], block);
}

/** What a field of a block holds, also where it is left out; undefined where nothing does. */
export function valueOf(block: Json, { path, standard }: FormField): unknown {
  const [object, inner] = path.split('.');
  if (object !== undefined && inner !== undefined && inner !== 'kind' && block[object] === undefined)
    return undefined;
  return writtenValue(block, path) ?? standard ?? impliedValue(block, path);
}

/** What holds by other fields of the block where one is left out. */
function impliedValue(block: Json, path: string): unknown {
  if (path === 'mlpLayers') return Array.isArray(block.mlpFilters) ? block.mlpFilters.length : 2;
  if (path === 'outputActivation') return valueAt(block, 'activation');
  if (path === 'pool.strides') return valueAt(block, 'pool.size');
  return undefined;
}

function valueAt(block: Json, path: string): unknown {
  const field = formOf(block).fields.find((one) => one.path === path);
  return field && valueOf(block, field);
}

/** A value of a field, as it is compared and shown; undefined where it is not set. */
export type ShownValue = string | number | boolean | undefined;

/** The fields of a block by their paths. What means the same is the same, however it is written. */
export function blockValues(block: object): Record<string, ShownValue> {
  const json = block as Json;
  const { fields } = formOf(json);
  return Object.fromEntries(
    fields.map((field) => [field.path, shownValue(json, field.path, valueOf(json, field))]),
  );
}

function shownValue(block: Json, path: string, value: unknown): ShownValue {
  if (path === 'mlpFilters') return ownWidths(block, value);
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(path === 'batchNorm' ? { ...kerasBatchNorm, ...value } : value);
    const written = entries.map(([name, part]) => `${name} ${String(part)}`).join(', ');
    return written === defaultBatchNorm ? true : written;
  }
  return value as ShownValue;
}

/** The defaults of Keras are written out, so that they equal themselves. */
const kerasBatchNorm = { momentum: 0.99, epsilon: 0.001 };
const defaultBatchNorm = 'momentum 0.99, epsilon 0.001';

/** The widths of the 1×1 convolutions; undefined where all are as wide as the first convolution. */
function ownWidths(block: Json, value: unknown): string | undefined {
  const each = Array.isArray(value) ? value : Array<unknown>(Number(valueAt(block, 'mlpLayers'))).fill(value);
  return each.every((width) => width === undefined || width === block.filters) ? undefined : each.join(', ');
}

/** How many 1×1 convolutions a block has; undefined for kinds that have no such field. */
export function mlpLayersOf(block: object): number | undefined {
  return valueAt(block as Json, 'mlpLayers') as number | undefined;
}

/** The same network with another number of 1×1 layers in every block; undefined where a kind of block has no such network. */
export function withMlpLayersIfPossible(spec: NinSpec, mlpLayers: number): NinSpec | undefined {
  try {
    return withMlpLayers(spec, mlpLayers);
  } catch {
    return undefined;
  }
}
