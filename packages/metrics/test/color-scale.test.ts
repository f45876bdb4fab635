import { describe, expect, test } from 'vitest';
import { contrast, luminance, parseColor } from '../src/color';
import { colorMaps, colorScale, type ColorMap, type Scheme } from '../src/color-scale';
import { palettes } from '../src/theme';

const shades = Array.from({ length: 1001 }, (_, i) => i / 1000);
const scales = (colorMaps() as ColorMap[]).flatMap((colors) =>
  (['light', 'dark'] as const).map((scheme): [ColorMap, Scheme] => [colors, scheme]),
);

describe('contrast', () => {
  test("agrees with WCAG's ends and with two well-known grays on white", () => {
    const white = parseColor('#ffffff');
    expect(contrast(white, parseColor('#000000'))).toBeCloseTo(21, 10);
    expect(contrast(white, white)).toBe(1);
    // The lightest gray that passes 4.5, and the next one, which does not.
    expect(contrast(parseColor('#767676'), white)).toBeCloseTo(4.54, 2);
    expect(contrast(white, parseColor('#777777'))).toBeCloseTo(4.48, 2);
  });
});

describe('colorScale', () => {
  test.each(scales)('%s, %s: text has a contrast of at least 4.5 on every shade', (colors, scheme) => {
    const scale = colorScale(colors, scheme);
    const worst = Math.min(
      ...shades.map((shade) => {
        const { fill, ink } = scale(shade);
        return contrast(parseColor(fill), parseColor(ink));
      }),
    );
    expect(worst).toBeGreaterThanOrEqual(4.5);
  });

  test.each(scales)('%s, %s: more is always darker on light, lighter on dark', (colors, scheme) => {
    const scale = colorScale(colors, scheme);
    const steps = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1].map((shade) =>
      luminance(parseColor(scale(shade).fill)),
    );
    const sorted = [...steps].sort((a, b) => (scheme === 'light' ? b - a : a - b));
    expect(steps).toEqual(sorted);
    expect(new Set(steps).size).toBe(steps.length);
  });

  test('blues are those of ColorBrewer, and half way between two of them the mean', () => {
    const scale = colorScale('blues', 'light');
    expect(scale(0).fill).toBe('#f7fbff');
    expect(scale(0.5).fill).toBe('#6baed6');
    expect(scale(1).fill).toBe('#08306b');
    // Between #08519c and #08306b: green (0x51 + 0x30) / 2 = 64.5, blue (0x9c + 0x6b) / 2 = 131.5, rounded up.
    expect(scale(15 / 16).fill).toBe('#084184');
  });

  test('shades beyond the ends are the ends', () => {
    const scale = colorScale('grays', 'light');
    expect([scale(-1).fill, scale(2).fill]).toEqual(['#ffffff', '#000000']);
  });
});

describe('palettes', () => {
  test.each(['light', 'dark'] as const)(
    '%s: words have a contrast of at least 4.5 on the ground',
    (scheme) => {
      const { ground, ink, mutedInk } = palettes[scheme];
      for (const color of [ink, mutedInk]) {
        expect(contrast(parseColor(color), parseColor(ground))).toBeGreaterThanOrEqual(4.5);
      }
    },
  );
});
