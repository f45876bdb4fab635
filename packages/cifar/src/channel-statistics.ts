import { requireLabeledImages, type LabeledImages } from './labeled-images';

/** One number per channel: red, green, blue. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Mean and standard deviation of each channel, for pixels divided by 255. */
export interface ChannelStatistics {
  mean: Rgb;
  std: Rgb;
}

/** Statistics of the training set of CIFAR-10, to the four digits commonly published. */
export const cifar10Statistics: ChannelStatistics = {
  mean: [0.4914, 0.4822, 0.4465],
  std: [0.247, 0.2435, 0.2616],
};

/** Statistics of the training set of CIFAR-100, to the four digits commonly published. */
export const cifar100Statistics: ChannelStatistics = {
  mean: [0.5071, 0.4865, 0.4409],
  std: [0.2673, 0.2564, 0.2762],
};

/**
 * Returns the mean and the population standard deviation of each channel, for pixels divided by 255.
 *
 * @param data at least one image.
 * @throws RangeError if `data` is empty.
 */
export function channelStatistics(data: LabeledImages): ChannelStatistics {
  requireLabeledImages('channelStatistics: data', data);
  if (data.count === 0) throw new RangeError('channelStatistics: data must have at least one image, got 0');
  // A histogram of the 256 values keeps the sums exact.
  const counts = [new Float64Array(256), new Float64Array(256), new Float64Array(256)] as const;
  const { images } = data;
  for (let i = 0; i < images.length; i += 3) {
    counts[0][images[i]]++;
    counts[1][images[i + 1]]++;
    counts[2][images[i + 2]]++;
  }
  const mean = counts.map((channel) => meanOf(channel, (value) => value / 255));
  const variance = counts.map((channel, c) => meanOf(channel, (value) => (value / 255 - mean[c]) ** 2));
  return { mean: toRgb(mean), std: toRgb(variance.map(Math.sqrt)) };
}

function meanOf(counts: Float64Array, of: (value: number) => number): number {
  let sum = 0;
  let total = 0;
  counts.forEach((count, value) => {
    sum += count * of(value);
    total += count;
  });
  return sum / total;
}

function toRgb(values: number[]): Rgb {
  return [values[0], values[1], values[2]];
}
