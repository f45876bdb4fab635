import { shown } from '@nin/checks';
import { blockWidths, type WidthFields } from './block-widths';
import type { BlockKind } from './define-block';
import { limits } from './limits';

/*
 * How a block is made wider, deeper, or to give other channels where its kind does not say: by the fields `filters`, `mlpFilters`
 * and `mlpLayers`, which mean in every kind what they mean in the kind `nin`.
 */

type Changed = Readonly<Record<string, unknown>>;

/** Returns the fields to change for a block that gives `outputs` channels. */
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

/** A width times `factor`, rounded, at least 1. */
function scaledWidth(where: string, width: number, factor: number): number {
  const scaled = Math.max(1, Math.round(width * factor));
  if (scaled <= limits.channels) return scaled;
  throw new RangeError(
    `${where}: factor must give widths up to ${limits.channels.toLocaleString('en-US')}, got ${factor} for ${width} filters`,
  );
}

/** The width of a block of a kind that has the usual fields; others must say how they change. */
function widthFieldsOf(where: string, kind: BlockKind, options: object, method: string): WidthFields {
  const { filters } = options as Partial<WidthFields>;
  if (typeof filters === 'number') {
    // A kind without 1×1 convolutions gives what its first layer gives.
    return 'mlpLayers' in kind.fields ? (options as WidthFields) : { filters, mlpLayers: 0 };
  }
  throw new TypeError(
    `${where}: blocks of kind ${shown(kind.kind)} have no field filters, so the kind must define ${method}`,
  );
}
