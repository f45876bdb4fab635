import { blockValues, type ShownValue } from '../network/block-values';
import type { LabSettings } from '../settings/lab-settings';

/** A setting in which two runs differ. */
export interface SettingDifference {
  /** Of a block: its path in the block. */
  field: string;
  /** The block of the network it belongs to, from 1. */
  block?: number;
  a: ShownValue;
  b: ShownValue;
}

type Fields = Record<string, ShownValue>;

/** The settings in which two runs differ, those of the network last. Left out and written out defaults are the same. */
export function settingsDifference(a: LabSettings, b: LabSettings): SettingDifference[] {
  const inBlocks = a.spec.blocks.flatMap((block, place) => {
    const other = b.spec.blocks[place];
    if (!other) return [];
    return differing(blockValues(block), blockValues(other)).map((difference) => ({
      ...difference,
      block: place + 1,
    }));
  });
  return [...differing(generalFields(a), generalFields(b)), ...inBlocks];
}

function differing(a: Fields, b: Fields): SettingDifference[] {
  return Object.keys({ ...a, ...b })
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
