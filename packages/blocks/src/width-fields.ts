import { shown } from '@nin/checks';
import { blockWidths, type WidthFields } from './block-widths';
import type { BlockKind } from './define-block';
import { limits } from './limits';

/*
 * Defaults of `withOutputs`, `withWidth` and `withMlpLayers` of a kind: they change the fields `filters`, `mlpFilters` and
 * `mlpLayers`, which have the same meaning in every kind as in the kind `nin`.
 */

type Changed = Readonly<Record<string, unknown>>;

/** Returns the fields to change for a block with `outputs` output channels. */
export function outputFields(where: string, kind: BlockKind, options: object, outputs: number): Changed {
  const fields = widthFieldsOf(where, kind, options, 'withOutputs');
  const [, ...mlp] = blockWidths(fields);
  if (fields.mlpFilters === undefined || mlp.length === 0) return { filters: outputs };
  return { mlpLayers: mlp.length, mlpFilters: [...mlp.slice(0, -1), outputs] };
}

/** Returns the fields to change for a block `factor` times as wide. */
export function scaledFields(
  where: string,
  kind: BlockKind,
  options: object,
  factor: number,
  keepOutputs: boolean,
): Changed {
  const fields = widthFieldsOf(where, kind, options, 'withWidth');
  const [filters, ...mlp] = blockWidths(fields);
  const scale = (width: number) => scaledWidth(where, width, factor);
  const ownWidths = fields.mlpFilters !== undefined && mlp.length > 0;
  if (keepOutputs && !ownWidths) return {};
  if (!ownWidths) return { filters: scale(filters) };
  const kept = keepOutputs ? mlp.slice(-1) : [];
  const scaled = mlp.slice(0, mlp.length - kept.length).map(scale);
  return { filters: scale(filters), mlpLayers: mlp.length, mlpFilters: [...scaled, ...kept] };
}

/** Returns the fields to change for another number of 1×1 convolutions. */
export function mlpLayerFields(where: string, kind: BlockKind, options: object, mlpLayers: number): Changed {
  if (!('mlpLayers' in kind.fields)) {
    throw new TypeError(
      `${where}: blocks of kind ${shown(kind.kind)} have no field mlpLayers, so the kind must define withMlpLayers`,
    );
  }
  const fields = options as WidthFields;
  const [filters, ...mlp] = blockWidths(fields);
  if (fields.mlpFilters === undefined) return { mlpLayers };
  const output = mlp.at(-1) ?? filters;
  if (mlpLayers === 0) return { filters: output, mlpLayers, mlpFilters: undefined };
  const hidden = mlp.slice(0, -1);
  const widths = Array.from({ length: mlpLayers - 1 }, (_, i) => hidden[i] ?? hidden.at(-1) ?? filters);
  return { mlpLayers, mlpFilters: [...widths, output] };
}

/** Returns a width times `factor`, rounded, at least 1. */
function scaledWidth(where: string, width: number, factor: number): number {
  const scaled = Math.max(1, Math.round(width * factor));
  if (scaled <= limits.channels) return scaled;
  throw new RangeError(
    `${where}: factor must result in widths up to ${limits.channels.toLocaleString('en-US')}, got ${factor} for ${width} filters`,
  );
}

/** Returns the width fields of a block. Throws for kinds without `filters`, which must define `method`. */
function widthFieldsOf(where: string, kind: BlockKind, options: object, method: string): WidthFields {
  const { filters } = options as Partial<WidthFields>;
  if (typeof filters === 'number') {
    // Without 1×1 convolutions, the outputs are those of the first layer.
    return 'mlpLayers' in kind.fields ? (options as WidthFields) : { filters, mlpLayers: 0 };
  }
  throw new TypeError(
    `${where}: blocks of kind ${shown(kind.kind)} have no field filters, so the kind must define ${method}`,
  );
}
