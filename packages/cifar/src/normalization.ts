import { requireOneOf, requireOptions, shown, type OptionNames } from '@nin/checks';
import { cifar10Statistics, cifar100Statistics, type ChannelStatistics } from './channel-statistics';
import type { LabeledImages } from './labeled-images';

/**
 * How bytes become floats. `'unit'`: byte / 255, in [0, 1]. `'standard'`: (byte / 255 − mean) / std per channel, with the
 * published statistics of the training set of CIFAR-10 (of CIFAR-100 for data with 100 classes). Or your own mean and std, for
 * pixels / 255: means from 0 to 1, deviations above 0.
 */
export type Normalization = 'unit' | 'standard' | ChannelStatistics;

/** Float for every byte value, per channel. */
export interface NormalizationTables {
  red: Float32Array;
  green: Float32Array;
  blue: Float32Array;
}

const statisticsFields: OptionNames<ChannelStatistics> = { mean: true, std: true };

/** Returns the float for each of the 256 byte values per channel: a lookup is faster than computing it per pixel. */
export function normalizationTables(data: LabeledImages, normalize: Normalization): NormalizationTables {
  const { mean, std } = statisticsOf(data, normalize);
  const table = (channel: 0 | 1 | 2): Float32Array =>
    Float32Array.from({ length: 256 }, (_, byte) => (byte / 255 - mean[channel]) / std[channel]);
  return { red: table(0), green: table(1), blue: table(2) };
}

function statisticsOf(data: LabeledImages, normalize: Normalization): ChannelStatistics {
  if (typeof normalize === 'object') {
    requireOptions('batches: normalize', normalize, statisticsFields);
    const { mean, std } = normalize;
    // Published means of pixels from 0 to 255 are common, and would make all images nearly the same.
    const isShare = (value: number) => value >= 0 && value <= 1;
    requireThree('batches: normalize.mean', mean, 'numbers from 0 to 1 (of pixels / 255)', isShare);
    requireThree('batches: normalize.std', std, 'positive numbers', (value) => value > 0);
    return normalize;
  }
  requireOneOf('batches: normalize', normalize, ['unit', 'standard']);
  if (normalize === 'unit') return { mean: [0, 0, 0], std: [1, 1, 1] };
  return data.classNames.length === 100 ? cifar100Statistics : cifar10Statistics;
}

function requireThree(
  where: string,
  values: unknown,
  rule: string,
  allowed: (value: number) => boolean,
): void {
  const list: unknown[] = Array.isArray(values) ? Array.from<unknown>(values) : [];
  if (list.length !== 3 || !list.every((value) => Number.isFinite(value) && allowed(Number(value)))) {
    throw new RangeError(`${where} must be three ${rule}, got ${shown(values)}`);
  }
}
