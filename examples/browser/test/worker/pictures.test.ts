import { synthetic } from '@nin/cifar';
import { expect, test } from 'vitest';
import { imageAt, pictureAsData, picturesOf, samplesOf, withAlpha } from '../../src/worker/pictures';

const data = synthetic({ count: 40, seed: 1 });
const pixelBytes = 4 * 32 * 32;

test('bytes get an opaque alpha', () => {
  expect([...withAlpha(Uint8Array.of(1, 2, 3, 4, 5, 6))]).toEqual([1, 2, 3, 255, 4, 5, 6, 255]);
});

test('images come by their numbers, in the order asked for', () => {
  const { count, labels, pixels } = picturesOf(data, [13, 2]);
  expect(count).toBe(2);
  // The classes take turns in synthetic images.
  expect([...labels]).toEqual([3, 2]);
  const red = (picture: number, pixel: number) => pixels[pixelBytes * picture + 4 * pixel];
  expect(red(0, 100)).toBe(data.images[13 * 3072 + 300]);
  expect(red(1, 1023)).toBe(data.images[2 * 3072 + 3069]);
  expect(() => picturesOf(data, [40])).toThrow('there are 40 test images, numbered from 0, got number 40');
  expect(imageAt(data, 39).images).toEqual(data.images.subarray(39 * 3072));
});

test('a picture of another size is refused', () => {
  const pixels = new Uint8Array(3 * 16 * 16);
  expect(() => pictureAsData({ width: 16, height: 16, pixels }, data)).toThrow('32×32 pixels, got 16×16');
  const image = pictureAsData({ width: 32, height: 32, pixels: data.images.slice(0, 3072) }, data);
  expect([image.count, image.images.length, image.classNames.length]).toEqual([1, 3072, 10]);
});

test('samples come class by class; another seed takes others', () => {
  const plain = samplesOf(data, { perClass: 2, augment: undefined, seed: 1 });
  expect([...plain.labels]).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9]);
  // As they are: each is one of the images, byte for byte.
  const all = picturesOf(data, [...data.labels.keys()]).pixels;
  const known = new Set(
    Array.from({ length: 40 }, (_, i) => all.slice(i * pixelBytes, (i + 1) * pixelBytes).join()),
  );
  const pictureAt = (place: number) =>
    plain.pixels.slice(place * pixelBytes, (place + 1) * pixelBytes).join();
  expect(Array.from({ length: 20 }, (_, place) => pictureAt(place)).every((one) => known.has(one))).toBe(
    true,
  );
  const others = samplesOf(data, { perClass: 2, augment: undefined, seed: 2 });
  expect(others.pixels).not.toEqual(plain.pixels);
});

test('augmented samples are the same images, mirrored or not', () => {
  const plain = samplesOf(data, { perClass: 4, augment: undefined, seed: 1 });
  const flipped = samplesOf(data, { perClass: 4, augment: { flip: true }, seed: 1 });
  const mirrored = new Uint8ClampedArray(plain.pixels.length);
  for (let row = 0; row < 32 * plain.count; row++) {
    for (let column = 0; column < 32; column++) {
      const from = 4 * (32 * row + 31 - column);
      mirrored.set(plain.pixels.subarray(from, from + 4), 4 * (32 * row + column));
    }
  }
  const at = (of: Uint8ClampedArray, place: number) =>
    of.slice(place * pixelBytes, (place + 1) * pixelBytes).join();
  const kinds = Array.from({ length: 40 }, (_, place) => {
    const one = at(flipped.pixels, place);
    return one === at(plain.pixels, place) ? 'same' : one === at(mirrored, place) ? 'mirrored' : 'other';
  });
  expect(new Set(kinds)).toEqual(new Set(['same', 'mirrored']));
});

test('a class with fewer images gives fewer', () => {
  const few = samplesOf(synthetic({ count: 12 }), { perClass: 3, augment: undefined, seed: 1 });
  expect([...few.labels]).toEqual([0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});
