import type { ModelInput } from './model-card';

/**
 * Returns the float of every byte value for each channel, as a model's card says; without a card, one table of byte / 255
 * for all channels.
 *
 * In double precision, rounded once: the same floats that the batches of a training had.
 */
export function byteValues(normalization: ModelInput['normalization'] | undefined): Float32Array[] {
  if (normalization === 'inside') return [table((byte) => byte)];
  const { mean, std } = normalization ?? { mean: [0], std: [1] };
  return mean.map((center, channel) => table((byte) => (byte / 255 - center) / (std[channel] ?? 1)));
}

/** Writes bytes as floats, channels last, the channel of the first byte being the first. */
export function writeBytes(
  tables: readonly Float32Array[],
  bytes: Uint8Array | Uint8ClampedArray,
  floats: Float32Array,
): void {
  tables.forEach((values, channel) => {
    for (let i = channel; i < bytes.length; i += tables.length) floats[i] = values[bytes[i] ?? 0] ?? 0;
  });
}

function table(valueOf: (byte: number) => number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, byte) => valueOf(byte));
}
