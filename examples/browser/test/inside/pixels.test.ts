import { describe, expect, test } from 'vitest';
import { centreSquare, kernelPixels, largestOf, mapAt, overlay, withoutAlpha } from '../../src/inside/pixels';

describe('kernels', () => {
  test('have gray for zero, and reach the ends of the range by the largest weight of all', () => {
    const weights = Float32Array.of(0, 2, -2, 1, 0, 0);
    const pixels = kernelPixels({ size: 1, count: 2, weights });
    // Halves are rounded to even: 127.5 becomes 128, and 127.5 + 63.75 = 191.25 becomes 191.
    expect([...pixels]).toEqual([128, 255, 0, 255, 191, 128, 128, 255]);
  });

  test('without any weight are gray', () => {
    const pixels = kernelPixels({ size: 1, count: 1, weights: new Float32Array(3) });
    expect([...pixels]).toEqual([128, 128, 128, 255]);
  });
});

describe('a map over an image', () => {
  const map = { width: 2, height: 1, values: Float32Array.of(0, 4) };

  test('has one value in each part of the image', () => {
    expect(mapAt(map, 0.49, 0.5, false)).toBe(0);
    expect(mapAt(map, 0.51, 0.5, false)).toBe(4);
  });

  test('is interpolated between the middles of the parts, and even outside of them', () => {
    expect(mapAt(map, 0.25, 0.5, true)).toBe(0);
    expect(mapAt(map, 0.5, 0.5, true)).toBe(2);
    expect(mapAt(map, 0.625, 0.1, true)).toBe(3);
    expect(mapAt(map, 0.9, 0.9, true)).toBe(4);
  });

  test('leaves the image gray where it is zero, and takes one color above and one below', () => {
    const white = new Uint8ClampedArray(3 * 4).fill(255);
    const pixels = overlay(
      white,
      { width: 3, height: 1 },
      { width: 3, height: 1, values: Float32Array.of(0, 2, -2) },
      { most: 2, smooth: false, above: [255, 0, 0], below: [0, 0, 255] },
      1,
    );
    const [zero, above, below] = [0, 4, 8].map((from) => [...pixels.slice(from, from + 3)]);
    expect(zero).toEqual([255, 255, 255]);
    expect(above[0]).toBe(255);
    expect(above[1]).toBeLessThan(64);
    expect(below).toEqual(above.toReversed());
  });

  test('is scaled by the largest size of all maps', () => {
    expect(largestOf([1, -5, 3])).toBe(5);
    expect(largestOf([])).toBe(0);
  });
});

describe("a person's picture", () => {
  test('is cut to the square in its middle', () => {
    expect(centreSquare(100, 60)).toEqual({ left: 20, top: 0, side: 60 });
    expect(centreSquare(32, 33)).toEqual({ left: 0, top: 0, side: 32 });
  });

  test('loses its alpha', () => {
    expect([...withoutAlpha([1, 2, 3, 255, 4, 5, 6, 255])]).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
