import { describe, expect, test } from 'vitest';
import { decodeBinary, split, take, type LabeledImages } from '../src/index';

/** Images whose first byte is their number, with these labels. */
function numbered(labels: number[]): LabeledImages {
  const images = new Uint8Array(labels.length * 3072);
  labels.forEach((_, image) => (images[image * 3072] = image));
  return {
    images,
    labels: Uint8Array.from(labels),
    count: labels.length,
    shape: [32, 32, 3],
    classNames: ['a', 'b', 'c'],
  };
}

const numbersOf = ({ images, count }: LabeledImages): number[] =>
  Array.from({ length: count }, (_, image) => images[image * 3072]);
const countsOf = ({ labels }: LabeledImages): number[] =>
  [0, 1, 2].map((label) => labels.filter((other) => other === label).length);

// 60 of class 0, 30 of class 1, 10 of class 2, mixed.
const labels = Array.from({ length: 100 }, (_, i) => (i % 10 === 0 ? 2 : i % 10 < 4 ? 1 : 0));

describe('split', () => {
  test('assigns every image to one part, in order, with its label', () => {
    const data = numbered(labels);
    const { train, validation } = split(data, { validation: 20, seed: 3 });
    expect([train.count, validation.count]).toEqual([80, 20]);
    const all = [...numbersOf(train), ...numbersOf(validation)].sort((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: 100 }, (_, i) => i));
    for (const part of [train, validation]) {
      expect(numbersOf(part)).toEqual([...numbersOf(part)].sort((a, b) => a - b));
      expect([...part.labels]).toEqual(numbersOf(part).map((image) => labels[image]));
      expect(part.classNames).toBe(data.classNames);
    }
  });

  test('both parts have the same fraction of every class', () => {
    // A fifth of 60, 30 and 10.
    const { train, validation } = split(numbered(labels), { validation: 0.2 });
    expect(countsOf(validation)).toEqual([12, 6, 2]);
    expect(countsOf(train)).toEqual([48, 24, 8]);
  });

  test('keeps the fractions to within one image', () => {
    // 7 of 100: 4.2, 2.1 and 0.7.
    const [a, b, c] = countsOf(split(numbered(labels), { validation: 7 }).validation);
    expect(a + b + c).toBe(7);
    expect([4, 5]).toContain(a);
    expect([2, 3]).toContain(b);
    expect([0, 1]).toContain(c);
  });

  test('depends on the seed alone', () => {
    const chosen = (seed: number): number[] =>
      numbersOf(split(numbered(labels), { validation: 20, seed }).validation);
    expect(chosen(1)).toEqual(chosen(1));
    expect(chosen(1)).not.toEqual(chosen(2));
  });

  test('splits coarse labels too', () => {
    const bytes = new Uint8Array(3 * 3074);
    bytes.set([5, 50], 0);
    bytes.set([6, 60], 3074);
    bytes.set([7, 70], 2 * 3074);
    const { train, validation } = split(decodeBinary(bytes, 'cifar100'), { validation: 1 });
    for (const part of [train, validation]) {
      expect([...part.labels]).toEqual([...part.coarseLabels!].map((coarse) => 10 * coarse));
    }
    expect(train.count).toBe(2);
  });

  test.each([0, 1.5, 100, -1, NaN, 0.001])('refuses a validation of %s', (validation) => {
    expect(() => split(numbered(labels), { validation })).toThrow(
      `split: validation must be a fraction below 1 or a number of images that leaves an image in both parts, got ${validation} of 100`,
    );
  });
});

describe('take', () => {
  test('returns the first images without copying them', () => {
    const data = numbered(labels);
    const first = take(data, 3);
    expect(first.count).toBe(3);
    expect(numbersOf(first)).toEqual([0, 1, 2]);
    expect([...first.labels]).toEqual(labels.slice(0, 3));
    expect(first.images.buffer).toBe(data.images.buffer);
  });

  test('returns all images if there are fewer', () => {
    expect(take(numbered(labels), 1000).count).toBe(100);
  });

  test('refuses a count of 0', () => {
    expect(() => take(numbered(labels), 0)).toThrow('take: count must be a positive integer, got 0');
  });
});
