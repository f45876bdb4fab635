import { cifar10Statistics, cifar100Statistics, type ChannelStatistics } from './channel-statistics';
import { requireOneOf } from './checks';
import type { LabeledImages } from './labeled-images';

/**
 * How bytes become floats. `'unit'`: byte / 255, so 0 to 1. `'standard'`: (byte / 255 − mean) / std per channel, with the
 * published statistics of CIFAR-10's training set (of CIFAR-100's where the data have 100 classes). Or a mean and a
 * std of your own, of pixels / 255.
 */
export type Normalization = 'unit' | 'standard' | ChannelStatistics;

/** The float of every byte value, for each channel. */
export interface NormalizationTables {
  red: Float32Array;
  green: Float32Array;
  blue: Float32Array;
}

/** Looking a byte's float up is faster than computing it, and there are only 256 for each channel. */
export function normalizationTables(data: LabeledImages, normalize: Normalization): NormalizationTables {
  const { mean, std } = statisticsOf(data, normalize);
  const table = (channel: 0 | 1 | 2): Float32Array =>
    Float32Array.from({ length: 256 }, (_, byte) => (byte / 255 - mean[channel]) / std[channel]);
  return { red: table(0), green: table(1), blue: table(2) };
}

function statisticsOf(data: LabeledImages, normalize: Normalization): ChannelStatistics {
  if (typeof normalize === 'object') {
    requireThree('batches: normalize.mean', normalize.mean, 'finite numbers', Number.isFinite);
    requireThree('batches: normalize.std', normalize.std, 'positive numbers', (value) => value > 0);
    return normalize;
  }
  requireOneOf('batches: normalize', normalize, ['unit', 'standard']);
  if (normalize === 'unit') return { mean: [0, 0, 0], std: [1, 1, 1] };
  return data.classNames.length === 100 ? cifar100Statistics : cifar10Statistics;
}

function requireThree(
  where: string,
  values: readonly number[],
  rule: string,
  allowed: (value: number) => boolean,
): void {
  if (values.length !== 3 || !values.every((value) => Number.isFinite(value) && allowed(value))) {
    throw new RangeError(`${where} must be three ${rule}, got [${values.join(', ')}]`);
  }
}
