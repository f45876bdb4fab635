import { describe, expect, test } from 'vitest';
import { batches, type Batch, type LabeledImages } from '../src/index';
import { noiseImages } from './fixtures/noise-images';

const labelsOf = (stream: Iterable<Batch>): number[] => [...stream].flatMap(({ labels }) => [...labels]);

describe('batches', () => {
  test('keeps the order of the data by default, with the rest in the last batch', () => {
    const data = noiseImages(10);
    const stream = [...batches(data, { batchSize: 4 })];
    expect(stream.map(({ count }) => count)).toEqual([4, 4, 2]);
    expect(stream.map(({ images }) => images.length)).toEqual([4 * 3072, 4 * 3072, 2 * 3072]);
    expect(labelsOf(stream)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(stream[0].labels).toBeInstanceOf(Int32Array);
    // 'unit' divides by 255; float32 holds that to 24 bits.
    expect(stream[2].images[5]).toBe(Math.fround(data.images[8 * 3072 + 5] / 255));
  });

  test('drops the rest with dropRemainder', () => {
    expect(labelsOf(batches(noiseImages(10), { batchSize: 4, dropRemainder: true }))).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7,
    ]);
    expect(labelsOf(batches(noiseImages(3), { batchSize: 4, dropRemainder: true }))).toEqual([]);
  });

  test('returns batches of 128 by default, and none for no images', () => {
    expect([...batches(noiseImages(130))].map(({ count }) => count)).toEqual([128, 2]);
    expect([...batches(noiseImages(0))]).toEqual([]);
  });

  test('repeats the same pass each time it is iterated, in new arrays', () => {
    const stream = batches(noiseImages(20), {
      batchSize: 8,
      shuffle: true,
      seed: 7,
      augment: { padAndCrop: 4, flip: true, cutout: 8 },
    });
    const [first, second] = [[...stream], [...stream]];
    expect(first).toEqual(second);
    const buffers = [...first, ...second].map(({ images }) => images.buffer);
    expect(new Set(buffers).size).toBe(6);
  });

  test('yields every image once when shuffled, in another order for each seed and epoch', () => {
    const data = noiseImages(100);
    const order = (seed: number, epoch: number): number[] =>
      labelsOf(batches(data, { shuffle: true, seed, epoch }));
    const straight = Array.from({ length: 100 }, (_, i) => i);
    const orders = [
      order(0, 0),
      order(0, 1),
      order(1, 0),
      order(-1, 0),
      order(2 ** 32, 0),
      order(2 ** 40 + 1, 0),
    ];
    for (const one of orders) expect([...one].sort((a, b) => a - b)).toEqual(straight);
    expect(new Set([straight, ...orders].map(String)).size).toBe(7);
    expect(order(1, 1)).toEqual(order(1, 1));
  });

  test('shuffles uniformly: every image is at every position about equally often', () => {
    const data = noiseImages(5);
    const counts = Array.from({ length: 5 }, () => new Array<number>(5).fill(0));
    for (let seed = 0; seed < 2000; seed++) {
      labelsOf(batches(data, { shuffle: true, seed })).forEach((image, place) => counts[image][place]++);
    }
    // 2,000 · 1/5 = 400 each, deviation √(2000 · 0.2 · 0.8) = 17.9: five of them.
    for (const count of counts.flat()) expect(Math.abs(count - 400)).toBeLessThan(90);
  });

  test('augments an image independently of batch size and order', () => {
    const data = noiseImages(12);
    const augment = { padAndCrop: 4, flip: true, cutout: 8 };
    const byImage = (options: { batchSize: number; shuffle: boolean }): Map<number, number[]> => {
      const found = new Map<number, number[]>();
      for (const { images, labels, count } of batches(data, { ...options, augment, seed: 3 })) {
        for (let i = 0; i < count; i++) found.set(labels[i], [...images.slice(i * 3072, (i + 1) * 3072)]);
      }
      return found;
    };
    const one = byImage({ batchSize: 5, shuffle: false });
    const other = byImage({ batchSize: 12, shuffle: true });
    for (const [image, pixels] of one) expect(other.get(image)).toEqual(pixels);
  });

  test('augments differently for each epoch and seed', () => {
    const data = noiseImages(4);
    const images = (seed: number, epoch: number): Float32Array =>
      [...batches(data, { seed, epoch, augment: { padAndCrop: 4, flip: true } })][0].images;
    expect(images(0, 0)).not.toEqual(images(0, 1));
    expect(images(0, 0)).not.toEqual(images(1, 0));
  });

  test('does not change the data', () => {
    const data = noiseImages(6);
    const before = data.images.slice();
    for (const batch of batches(data, { augment: { padAndCrop: 4, flip: true, cutout: 8 } }))
      batch.images.fill(9);
    expect(data.images).toEqual(before);
  });
});

describe('batches, normalize', () => {
  const one = (data: LabeledImages, normalize: Parameters<typeof batches>[1] & object): Float32Array =>
    [...batches(data, normalize)][0].images;
  const data: LabeledImages = { ...noiseImages(1), classNames: ['a', 'b'] };
  data.images.set([0, 255, 51]);

  test("'unit' maps 0 to 0 and 255 to 1", () => {
    expect([...one(data, { normalize: 'unit' }).slice(0, 3)]).toEqual([0, 1, Math.fround(0.2)]);
  });

  test("'standard' subtracts the mean of CIFAR-10 and divides by its deviation", () => {
    const [red, green, blue] = one(data, { normalize: 'standard' });
    // (0 − 0.4914) / 0.2470 = −1.98947, (1 − 0.4822) / 0.2435 = 2.12649, (0.2 − 0.4465) / 0.2616 = −0.94228
    expect(red).toBeCloseTo(-1.98947, 5);
    expect(green).toBeCloseTo(2.12649, 5);
    expect(blue).toBeCloseTo(-0.94228, 5);
  });

  test("'standard' uses the statistics of CIFAR-100 for a hundred classes", () => {
    const hundred = { ...data, classNames: Array.from({ length: 100 }, (_, i) => `${i}`) };
    // (0 − 0.5071) / 0.2673 = −1.89712
    expect(one(hundred, { normalize: 'standard' })[0]).toBeCloseTo(-1.89712, 5);
  });

  test('uses your own mean and deviation', () => {
    const normalize = { mean: [0.5, 0, 1], std: [0.5, 2, 0.1] } as const;
    const [red, green, blue] = one(data, { normalize });
    // (0 − 0.5) / 0.5, (1 − 0) / 2, (0.2 − 1) / 0.1
    expect([red, green]).toEqual([-1, 0.5]);
    expect(blue).toBeCloseTo(-8, 5);
  });
});

describe('batches, bad input', () => {
  const data = noiseImages(2);
  test.each([
    [{ batchSize: 0 }, 'batches: batchSize must be a positive integer, got 0'],
    [{ batchSize: 1.5 }, 'batches: batchSize must be a positive integer, got 1.5'],
    [{ batchSize: NaN }, 'batches: batchSize must be a positive integer, got NaN'],
    [{ seed: 0.1 }, 'batches: seed must be an integer, got 0.1'],
    [{ epoch: -1 }, 'batches: epoch must be a non-negative integer, got -1'],
    [{ augment: { padAndCrop: -1 } }, 'batches: augment.padAndCrop must be a non-negative integer, got -1'],
    [
      { augment: { padAndCrop: 32 } },
      'batches: augment.padAndCrop must be a non-negative integer up to 31, got 32',
    ],
    [
      { augment: { padding: 'wrap' } },
      "batches: augment.padding must be one of 'reflect', 'zero', got 'wrap'",
    ],
    [{ augment: { cutout: 65 } }, 'batches: augment.cutout must be a non-negative integer up to 64, got 65'],
    [{ normalize: 'none' }, "batches: normalize must be one of 'unit', 'standard', got 'none'"],
    [
      { normalize: { mean: [0, 0], std: [1, 1, 1] } },
      'batches: normalize.mean must be three numbers from 0 to 1 (of pixels / 255), got [0,0]',
    ],
    [
      { normalize: { mean: [0, 0, 0], std: [1, 0, 1] } },
      'batches: normalize.std must be three positive numbers, got [1,0,1]',
    ],
  ])('refuses %j', (options, message) => {
    expect(() => batches(data, options as Parameters<typeof batches>[1])).toThrow(message);
  });

  test.each([
    [{ count: -1 }, 'batches: data.count must be a non-negative integer, got -1'],
    [{ count: 3 }, 'batches: data.images must have 9216 bytes, got 6144'],
    [{ labels: new Uint8Array(1) }, 'batches: data.labels must have 2 bytes, got 1'],
    [{ shape: [28, 28, 1] }, 'batches: data.shape must be [32, 32, 3], got [28,28,1]'],
  ])('refuses data with %j', (wrong, message) => {
    expect(() => batches({ ...data, ...(wrong as Partial<LabeledImages>) })).toThrow(message);
  });
});
