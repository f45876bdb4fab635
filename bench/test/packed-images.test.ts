import { synthetic } from '@nin/cifar';
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { packImages, unpackImages } from '../src/bundle/packed-images';

test('images come out as they went in', () => {
  const { images, count } = synthetic({ count: 20, seed: 3 });
  expect(unpackImages(packImages({ images, count }))).toEqual(images);
});

test('noise, too, with every step over the ends of a byte', () => {
  let state = 1;
  const images = Uint8Array.from(
    { length: 3 * 3072 },
    () => (state = (state * 16_807) % 2_147_483_647) & 255,
  );
  expect(unpackImages(packImages({ images, count: 3 }))).toEqual(images);
});

test('pictures become smaller by it', () => {
  const { images, count } = synthetic({ count: 50, seed: 1 });
  const size = (bytes: Uint8Array) => deflateRawSync(bytes).length;
  expect(size(packImages({ images, count }))).toBeLessThan(size(images));
});
