import { expect, test } from 'vitest';
import { batches, type Batch } from '../src/index';
import { noiseImages } from './fixtures/noise-images';

/** The generator in exact integers: a second implementation, to hold every platform to the same stream. */
const modulus = 2n ** 32n;
const golden = 0x9e3779b9n;

/** MurmurHash3's 32-bit finalizer. */
function mix(value: bigint): bigint {
  let h = value % modulus;
  h = ((h ^ (h >> 16n)) * 0x85ebca6bn) % modulus;
  h = ((h ^ (h >> 13n)) * 0xc2b2ae35n) % modulus;
  return h ^ (h >> 16n);
}

const combine = (key: bigint, part: bigint): bigint => mix(mix(key + golden) ^ mix(part * golden + 1n));
const draw = (key: bigint, position: bigint, below: bigint): number =>
  Number((mix(key + (position + 1n) * golden) * below) / modulus);

function expectedOrder(count: number, key: bigint): number[] {
  const order: number[] = [];
  for (let i = 0; i < count; i++) {
    const j = draw(key, BigInt(i), BigInt(i + 1));
    order[i] = order[j];
    order[j] = i;
  }
  return order;
}

test('the finalizer returns the published values', () => {
  // MurmurHash3_x86_32 of no bytes is the finalizer of the seed: the reference's values for seeds 1 and 0xffffffff.
  expect(mix(1n)).toBe(0x514e28b7n);
  expect(mix(0xffffffffn)).toBe(0x81f16f39n);
});

test('order and augmentation depend on seed, epoch and index alone, by integer arithmetic', () => {
  const [seed, epoch, count] = [2 ** 33 + 12345, 4, 50];
  const key = combine(combine(12345n, 2n), BigInt(epoch));
  const data = noiseImages(count);
  const [batch] = [
    ...batches(data, {
      batchSize: count,
      seed,
      epoch,
      shuffle: true,
      augment: { padAndCrop: 4, flip: true },
    }),
  ] as [Batch];

  const order = expectedOrder(count, combine(key, 0n));
  expect([...batch.labels]).toEqual(order);
  order.forEach((image, place) => {
    const imageKey = combine(combine(key, 1n), BigInt(image));
    const [top, left] = [draw(imageKey, 0n, 9n), draw(imageKey, 1n, 9n)];
    const flipped = draw(imageKey, 2n, 2n) === 1;
    // Pixel (16, 15) is never padding. Flipped, the window is counted from the other side.
    const row = 16 + top - 4;
    const column = flipped ? 31 - (15 + left - 4) : 15 + left - 4;
    const expected = data.images[3072 * image + 3 * (32 * row + column) + 1] / 255;
    expect(batch.images[3072 * place + 3 * (32 * 16 + 15) + 1]).toBe(Math.fround(expected));
  });
});
