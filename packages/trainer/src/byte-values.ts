import type { ModelInput } from './model-card';

/**
 * Returns a table of 256 normalized values per channel, as the model's card says; without a card, one table of byte / 255 for
 * all channels.
 *
 * Computed in double precision and rounded once, so that the floats equal those of the training batches.
 */
export function byteValues(normalization: ModelInput['normalization'] | undefined): Float32Array[] {
  if (normalization === 'inside') return [table((byte) => byte)];
  const { mean, std } = normalization ?? { mean: [0], std: [1] };
  return mean.map((center, channel) => table((byte) => (byte / 255 - center) / (std[channel] ?? 1)));
}

/** Converts bytes to floats, channels last; the first byte belongs to the first channel. */
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
