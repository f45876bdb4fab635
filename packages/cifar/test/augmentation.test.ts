import { describe, expect, test } from 'vitest';
import { batches, type Augmentation } from '../src/index';
import { noiseImages } from './fixtures/noise-images';

const side = 32;
const data = noiseImages(2);
const first = data.images.slice(0, 3072);

/** Returns the augmented pixels of one image as floats, without normalization. */
function augmented(image: number, augment: Augmentation, seed: number): number[] {
  const bytes = { mean: [0, 0, 0], std: [1 / 255, 1 / 255, 1 / 255] } as const;
  const [{ images }] = [...batches(data, { augment, seed, normalize: bytes })];
  return Array.from(images.subarray(image * 3072, (image + 1) * 3072), Math.round);
}

/**
 * The definition, slowly: the image framed by `pad` pixels, the window `top` down and `left` along in it, then mirrored.
 * Reflection is numpy's and PyTorch's `reflect`: −1 shows 1, 32 shows 30.
 */
function cropped(
  pixels: Uint8Array,
  pad: number,
  padding: 'reflect' | 'zero',
  top: number,
  left: number,
  flip: boolean,
): number[] {
  const shown = (position: number): number =>
    position < 0 ? -position : position > side - 1 ? 2 * (side - 1) - position : position;
  const out: number[] = [];
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const row = top + y - pad;
      const column = left + (flip ? side - 1 - x : x) - pad;
      const outside = row < 0 || row >= side || column < 0 || column >= side;
      for (let channel = 0; channel < 3; channel++) {
        const black = padding === 'zero' && outside;
        out.push(black ? 0 : pixels[3 * (side * shown(row) + shown(column)) + channel]);
      }
    }
  }
  return out;
}

/** Which crops of an image an augmented one equals, as "top,left,flip". */
function findCrops(actual: number[], pad: number, padding: 'reflect' | 'zero', pixels: Uint8Array): string[] {
  const found: string[] = [];
  const text = String(actual);
  for (let top = 0; top <= 2 * pad; top++) {
    for (let left = 0; left <= 2 * pad; left++) {
      for (const flip of [false, true]) {
        const [y, x] = [16, 16];
        // Comparing one row first spares most of the work.
        const place = 3 * (side * (top + y - pad) + (left + (flip ? side - 1 - x : x) - pad));
        if (actual[3 * (side * y + x)] !== pixels[place]) continue;
        if (String(cropped(pixels, pad, padding, top, left, flip)) === text)
          found.push(`${top},${left},${flip}`);
      }
    }
  }
  return found;
}

describe('flip', () => {
  test('mirrors about half of the images', () => {
    const straight = String(cropped(first, 0, 'reflect', 0, 0, false));
    const mirrored = String(cropped(first, 0, 'reflect', 0, 0, true));
    let flips = 0;
    for (let seed = 0; seed < 400; seed++) {
      const text = String(augmented(0, { flip: true }, seed));
      if (text === mirrored) flips++;
      else expect(text).toBe(straight);
    }
    // 200 expected, deviation 10: five of them.
    expect(Math.abs(flips - 200)).toBeLessThan(50);
  });
});

describe('padAndCrop', () => {
  test.each(['reflect', 'zero'] as const)('crops one window of the image padded with %s', (padding) => {
    const pixels = data.images.subarray(3072);
    const seen = new Set<string>();
    for (let seed = 0; seed < 60; seed++) {
      const actual = augmented(1, { padAndCrop: 3, padding, flip: true }, seed);
      const found = findCrops(actual, 3, padding, pixels);
      expect(found).toHaveLength(1);
      seen.add(found[0]);
    }
    // 60 draws from 7 · 7 · 2 = 98 leave about 98 · (1 − e^(−60/98)) = 45 different ones, deviation about 3.
    expect(seen.size).toBeGreaterThan(30);
  });

  test('crops every window about equally often', () => {
    // Padding 1 has nine windows; the top left byte of each shows another pixel.
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 900; seed++) {
      const [found] = findCrops(augmented(0, { padAndCrop: 1 }, seed), 1, 'reflect', first);
      counts.set(found, (counts.get(found) ?? 0) + 1);
    }
    expect(counts.size).toBe(9);
    // 100 each, deviation √(900 · 1/9 · 8/9) = 9.4: five of them.
    for (const count of counts.values()) expect(Math.abs(count - 100)).toBeLessThan(48);
  });

  test('pads up to 31 pixels', () => {
    const actual = augmented(0, { padAndCrop: 31 }, 5);
    // At every position, the window has only bytes of the image.
    expect(actual.every((value) => first.includes(value))).toBe(true);
    expect(actual).not.toEqual([...first]);
  });
});

describe('cutout', () => {
  /** The bounds of what is 0 in all channels, and whether it fills them. */
  function hole(seed: number, cutout: number): { top: number; left: number; height: number; width: number } {
    const actual = augmented(0, { cutout }, seed);
    const rows: number[] = [];
    const columns: number[] = [];
    for (let i = 0; i < 1024; i++) {
      const [now, before] = [actual.slice(3 * i, 3 * i + 3), [...first.slice(3 * i, 3 * i + 3)]];
      if (now.every((value) => value === 0)) {
        rows.push(Math.floor(i / side));
        columns.push(i % side);
      } else {
        if (String(now) !== String(before)) expect(now).toEqual(before);
      }
    }
    const [top, left] = [Math.min(...rows), Math.min(...columns)];
    const [height, width] = [Math.max(...rows) - top + 1, Math.max(...columns) - left + 1];
    expect(rows).toHaveLength(height * width);
    return { top, left, height, width };
  }

  test('clears one square around a random pixel, clipped at the edges', () => {
    for (let seed = 0; seed < 40; seed++) {
      const { top, left, height, width } = hole(seed, 8);
      // The middle is one of the 32 pixels, so at least half the side is inside.
      expect(height >= 4 && height <= 8 && width >= 4 && width <= 8).toBe(true);
      if (height < 8) expect(top === 0 || top + height === side).toBe(true);
      if (width < 8) expect(left === 0 || left + width === side).toBe(true);
    }
  });

  test('clears a square of an odd side', () => {
    const sides = new Set(Array.from({ length: 40 }, (_, seed) => hole(seed, 5).height));
    expect(Math.max(...sides)).toBe(5);
  });

  test('writes 0 after normalization, which is the mean color', () => {
    const [{ images }] = [...batches(data, { augment: { cutout: 64 }, normalize: 'standard' })];
    // A square of 64 around any pixel covers at least a quarter of each image.
    expect(images.filter((value) => value === 0).length).toBeGreaterThanOrEqual((2 * 3072) / 4);
  });

  test('does not change the crop and the flip', () => {
    const place = { padAndCrop: 4, flip: true };
    const without = augmented(0, place, 11);
    const withIt = augmented(0, { ...place, cutout: 6 }, 11);
    const changed = withIt.filter((value, i) => value !== without[i]);
    expect(changed.every((value) => value === 0)).toBe(true);
    expect(changed.length).toBeLessThanOrEqual(3 * 36);
  });
});
