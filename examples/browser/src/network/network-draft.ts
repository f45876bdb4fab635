import type { Activation, BlockSpec, NinSpec, PoolSpec } from '@nin/blocks';

/** A network as it stands in the fields: what is typed, possible or not. */
export interface NetworkDraft {
  /** Height, width, channels. */
  input: readonly [string, string, string];
  blocks: readonly BlockDraft[];
}

/** A block as it stands in its fields. */
export interface BlockDraft {
  /** Stays with the block when it moves, so that the fields keep their focus. */
  id: number;
  filters: string;
  kernelSize: string;
  strides: string;
  padding: 'same' | 'valid';
  mlpLayers: string;
  /** One number, or one for each 1×1 layer with commas between; nothing: as many as `filters`. */
  mlpFilters: string;
  poolKind: 'none' | PoolSpec['kind'];
  poolSize: string;
  poolStrides: string;
  poolPadding: 'same' | 'valid';
  dropout: string;
  batchNorm: boolean;
  outputActivation: Activation;
  /** What has no field of its own, kept as it was. */
  kept: Pick<BlockSpec, 'activation' | 'batchNorm' | 'kernelInitializer'>;
}

/** A field of {@link BlockDraft} that a person fills in. */
export type BlockField = Exclude<keyof BlockDraft, 'id' | 'kept'>;

let lastId = 0;

/** A name for a block that no other has. */
export function freshId(): number {
  return ++lastId;
}

/** The fields filled in with a network. */
export function draftOf({
  inputShape: [height = 0, width = 0, channels = 0],
  blocks,
}: NinSpec): NetworkDraft {
  return { input: [`${height}`, `${width}`, `${channels}`], blocks: blocks.map(blockDraftOf) };
}

function blockDraftOf(block: BlockSpec): BlockDraft {
  const { filters, kernelSize, strides = 1, padding = 'same', mlpFilters, pool, dropout = 0 } = block;
  const { activation = 'relu', outputActivation = activation, batchNorm = false, kernelInitializer } = block;
  const { mlpLayers = Array.isArray(mlpFilters) ? mlpFilters.length : 2 } = block;
  return {
    id: freshId(),
    filters: `${filters}`,
    kernelSize: `${kernelSize}`,
    strides: `${strides}`,
    padding,
    mlpLayers: `${mlpLayers}`,
    mlpFilters: [mlpFilters ?? []].flat().join(', '),
    poolKind: pool?.kind ?? 'none',
    poolSize: `${pool?.size ?? 3}`,
    poolStrides: `${pool?.strides ?? pool?.size ?? 2}`,
    poolPadding: pool?.padding ?? 'valid',
    dropout: `${dropout}`,
    batchNorm: batchNorm !== false,
    outputActivation,
    kept: { activation: block.activation, batchNorm, kernelInitializer },
  };
}

/** The network that the fields describe. It may be impossible: `layerShapes` tells. */
export function specOf({ input, blocks }: NetworkDraft): NinSpec {
  return { inputShape: input.map(numberOf), blocks: blocks.map(blockSpecOf), head: 'globalAverage' };
}

function blockSpecOf(draft: BlockDraft): BlockSpec {
  const { activation, batchNorm, kernelInitializer } = draft.kept;
  const mlpFilters = widthsOf(draft.mlpFilters);
  const dropout = numberOf(draft.dropout);
  return {
    filters: numberOf(draft.filters),
    kernelSize: numberOf(draft.kernelSize),
    strides: numberOf(draft.strides),
    padding: draft.padding,
    mlpLayers: numberOf(draft.mlpLayers),
    ...(mlpFilters !== undefined && { mlpFilters }),
    ...(activation !== undefined && { activation }),
    ...(draft.outputActivation !== (activation ?? 'relu') && { outputActivation: draft.outputActivation }),
    // The moving average of a network that had it before keeps its own settings.
    ...(draft.batchNorm && { batchNorm: batchNorm === false ? true : batchNorm }),
    ...(kernelInitializer !== undefined && { kernelInitializer }),
    ...(draft.poolKind !== 'none' && { pool: poolOf(draft, draft.poolKind) }),
    ...(dropout !== 0 && { dropout }),
  };
}

function poolOf({ poolSize, poolStrides, poolPadding }: BlockDraft, kind: PoolSpec['kind']): PoolSpec {
  return { kind, size: numberOf(poolSize), strides: numberOf(poolStrides), padding: poolPadding };
}

/** What is typed as a number, with a point or a comma; an empty field is no number. */
function numberOf(text: string): number {
  const typed = text.trim().replace(',', '.');
  return typed === '' ? NaN : Number(typed);
}

/** `160` is one width for all layers, `160, 96` one each. */
function widthsOf(text: string): number | number[] | undefined {
  const widths = text
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
    .map(Number);
  return widths.length > 1 ? widths : widths[0];
}

/** Whether two networks are the same, however their defaults are written. */
export function isSameNetwork(one: NinSpec, other: NinSpec): boolean {
  return written(one) === written(other);
}

function written(spec: NinSpec): string {
  return JSON.stringify(specOf(draftOf(spec)));
}
