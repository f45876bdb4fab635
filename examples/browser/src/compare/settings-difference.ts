import type { BlockSpec, PoolSpec } from '@nin/blocks';
import type { LabSettings } from '../settings/lab-settings';

/** What a setting may be, as it is shown; undefined where it is not set. */
export type SettingValue = string | number | boolean | undefined;

/** A setting in which two runs differ. */
export interface SettingDifference {
  field: string;
  /** The block of the network it belongs to, from 1. */
  block?: number;
  a: SettingValue;
  b: SettingValue;
}

type Fields = Record<string, SettingValue>;

/** The settings in which two runs differ, those of the network last. Left out and written out defaults are the same. */
export function settingsDifference(a: LabSettings, b: LabSettings): SettingDifference[] {
  const blocksOfBoth = Math.min(a.spec.blocks.length, b.spec.blocks.length);
  const inBlocks = Array.from({ length: blocksOfBoth }, (_, place) =>
    differing(blockFields(a.spec.blocks[place]), blockFields(b.spec.blocks[place])).map((difference) => ({
      ...difference,
      block: place + 1,
    })),
  );
  return [...differing(generalFields(a), generalFields(b)), ...inBlocks.flat()];
}

function differing(a: Fields, b: Fields): SettingDifference[] {
  return Object.keys(a)
    .filter((field) => a[field] !== b[field])
    .map((field) => ({ field, a: a[field], b: b[field] }));
}

function generalFields({
  base,
  spec,
  data,
  limitTrain,
  limitTest,
  backend,
  seed,
  training,
}: LabSettings): Fields {
  const { augment, normalize } = training;
  return {
    base,
    data,
    limitTrain,
    limitTest,
    backend,
    seed,
    epochs: training.epochs,
    batchSize: training.batchSize,
    optimizer: training.optimizer,
    learningRate: training.learningRate,
    weightDecay: training.weightDecay,
    schedule: training.schedule,
    padAndCrop: augment.padAndCrop ?? 0,
    padding: augment.padAndCrop ? (augment.padding ?? 'reflect') : undefined,
    flip: augment.flip ?? false,
    cutout: augment.cutout ?? 0,
    normalize: typeof normalize === 'string' ? normalize : JSON.stringify(normalize),
    labelSmoothing: training.labelSmoothing,
    inputShape: spec.inputShape.join('×'),
    blocks: spec.blocks.length,
  };
}

function blockFields(block: BlockSpec): Fields {
  const { filters, kernelSize, activation = 'relu', batchNorm = false, pool } = block;
  return {
    filters,
    kernelSize,
    strides: block.strides ?? 1,
    padding: block.padding ?? 'same',
    mlpLayers: mlpLayersOf(block),
    mlpFilters: ownWidths(block),
    activation,
    outputActivation: block.outputActivation ?? activation,
    batchNorm: typeof batchNorm === 'boolean' ? batchNorm : batchNormText(batchNorm),
    kernelInitializer: block.kernelInitializer ?? 'glorotUniform',
    pool: pool && poolText(pool),
    dropout: block.dropout ?? 0,
  };
}

/** How many 1×1 convolutions a block has. */
export function mlpLayersOf({ mlpLayers, mlpFilters }: BlockSpec): number {
  return typeof mlpFilters === 'object' ? mlpFilters.length : (mlpLayers ?? 2);
}

/** The widths of the 1×1 convolutions; undefined where all are as wide as the first convolution. */
function ownWidths(block: BlockSpec): string | undefined {
  const { filters, mlpFilters = filters } = block;
  const widths =
    typeof mlpFilters === 'number'
      ? Array.from({ length: mlpLayersOf(block) }, () => mlpFilters)
      : mlpFilters;
  return widths.every((width) => width === filters) ? undefined : widths.join(', ');
}

/** The defaults of Keras are written out, so that they equal themselves. */
function batchNormText({ momentum = 0.99, epsilon = 0.001 }: { momentum?: number; epsilon?: number }) {
  return momentum === 0.99 && epsilon === 0.001 ? true : `momentum ${momentum}, epsilon ${epsilon}`;
}

function poolText({ kind, size, strides = size, padding = 'valid' }: PoolSpec): string {
  return `${kind} ${size}×${size}, /${strides}, ${padding}`;
}
