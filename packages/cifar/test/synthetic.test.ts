import { describe, expect, test } from 'vitest';
import { synthetic, take } from '../src/index';

describe('synthetic', () => {
  test('generates count images of alternating classes, marked as synthetic', () => {
    const data = synthetic({ count: 25 });
    expect(data).toMatchObject({ count: 25, shape: [32, 32, 3], synthetic: true });
    expect(data.images).toHaveLength(25 * 3072);
    expect([...data.labels.slice(8, 12)]).toEqual([8, 9, 0, 1]);
    expect(new Set(data.classNames).size).toBe(10);
    expect(take(data, 5).synthetic).toBe(true);
  });

  test('depends on the seed alone, not on the count', () => {
    expect(synthetic({ count: 3, seed: 5 }).images).toEqual(take(synthetic({ count: 8, seed: 5 }), 3).images);
    expect(synthetic({ count: 3, seed: 5 }).images).not.toEqual(synthetic({ count: 3, seed: 6 }).images);
  });

  test('draws stripes: rows hardly change along a row, columns hardly change along a column', () => {
    const data = synthetic({ count: 200, seed: 1 });
    const meanChange = (label: number, step: number): number => {
      let sum = 0;
      let count = 0;
      for (let image = label; image < 200; image += 10) {
        for (let i = image * 3072; i < (image + 1) * 3072 - step; i++) {
          sum += Math.abs(data.images[i] - data.images[i + step]);
          count++;
        }
      }
      return sum / count;
    };
    const [right, down] = [3, 96];
    // Class 0 is fine rows, class 1 fine columns, class 2 fine checks, which change both ways.
    expect(meanChange(0, down)).toBeGreaterThan(1.5 * meanChange(0, right));
    expect(meanChange(1, right)).toBeGreaterThan(1.5 * meanChange(1, down));
    expect(meanChange(2, right) / meanChange(2, down)).toBeCloseTo(1, 1);
  });

  test('has the same mean image in every class, so that no single pixel determines the class', () => {
    const data = synthetic({ count: 2000, seed: 2 });
    for (let label = 0; label < 10; label++) {
      let sum = 0;
      for (let image = label; image < 2000; image += 10)
        sum += data.images[image * 3072 + 3 * (16 * 32 + 16)];
      // Each class has 200 images; one byte of one of them deviates by about 65, so their mean by about 5.
      expect(Math.abs(sum / 200 - 127.5)).toBeLessThan(25);
    }
  });

  test('generates up to a hundred classes, which differ by hue as well', () => {
    const data = synthetic({ count: 100, classes: 100 });
    expect(new Set(data.classNames).size).toBe(100);
    expect(new Set(data.labels).size).toBe(100);
    const meanColor = (image: number): number[] =>
      [0, 1, 2].map((channel) => {
        let sum = 0;
        for (let i = channel; i < 3072; i += 3) sum += data.images[image * 3072 + i];
        return sum / 1024;
      });
    // Classes 0 and 50 are both fine rows; their hues are half the circle apart.
    const [one, other] = [meanColor(0), meanColor(50)];
    expect(Math.max(...one.map((value, channel) => Math.abs(value - other[channel])))).toBeGreaterThan(80);
  });

  test('refuses values out of range', () => {
    expect(() => synthetic({ count: -1 })).toThrow('synthetic: count must be a non-negative integer, got -1');
    expect(() => synthetic({ count: 1, classes: 1 })).toThrow(
      'synthetic: classes must be an integer from 2 to 100, got 1',
    );
    expect(() => synthetic({ count: 1, seed: 0.5 })).toThrow('synthetic: seed must be an integer, got 0.5');
  });
});
