import { contrast, luminance, parseColor, toHex, type Color } from './color';

/**
 * A sequential color map of ColorBrewer, safe for color-blind readers: one hue from pale to deep, gray for print, or yellow to
 * green to blue.
 */
export type ColorMap = 'blues' | 'purples' | 'oranges' | 'grays' | 'yellowGreenBlue';

/** Background of a picture: on light, higher values are darker; on dark, lighter. */
export type Scheme = 'light' | 'dark';

/** Color of a cell and of the text on it, as `#rrggbb`. */
export interface CellColors {
  readonly fill: string;
  readonly ink: string;
}

/** Returns the colors of a cell by its shade, from 0 to 1. */
export type ColorScale = (shade: number) => CellColors;

/** Color scales for both backgrounds. */
export type ColorScales = Readonly<Record<Scheme, ColorScale>>;

/**
 * The nine classes of the schemes Blues, Purples, Oranges, Greys and YlGnBu.
 *
 * @see https://colorbrewer2.org, Cynthia A. Brewer; the anchors of matplotlib's maps of the same names.
 */
const anchors: Record<ColorMap, string> = {
  blues: 'f7fbff deebf7 c6dbef 9ecae1 6baed6 4292c6 2171b5 08519c 08306b',
  purples: 'fcfbfd efedf5 dadaeb bcbddc 9e9ac8 807dba 6a51a3 54278f 3f007d',
  oranges: 'fff5eb fee6ce fdd0a2 fdae6b fd8d3c f16913 d94801 a63603 7f2704',
  grays: 'ffffff f0f0f0 d9d9d9 bdbdbd 969696 737373 525252 252525 000000',
  yellowGreenBlue: 'ffffd9 edf8b1 c7e9b4 7fcdbb 41b6c4 1d91c0 225ea8 253494 081d58',
};

/** Returns the names of the color maps. */
export function colorMaps(): string[] {
  return Object.keys(anchors);
}

/** Color of an empty cell on a dark background. */
const darkZero = '#151b23';

/**
 * Returns a color map for a background, interpolated linearly in sRGB.
 *
 * Text has a contrast of at least 4.5 on every shade: an end of the map if it suffices, otherwise black or white.
 */
export function colorScale(colors: ColorMap, scheme: Scheme): ColorScale {
  const stops = stopsOf(colors, scheme);
  const inks = [stops[0], stops[stops.length - 1], parseColor('#000000'), parseColor('#ffffff')];
  return (shade) => {
    const color = interpolate(stops, shade);
    const fill = toHex(color);
    // Contrast is computed with the rounded color, as displayed.
    const ink = inks.find((candidate) => contrast(candidate, parseColor(fill)) >= 4.5) ?? inks[3];
    return { fill, ink: toHex(ink) };
  };
}

function stopsOf(colors: ColorMap, scheme: Scheme): readonly Color[] {
  const light = anchors[colors].split(' ').map((digits) => parseColor('#' + digits));
  if (scheme === 'light') return light;
  const zero = parseColor(darkZero);
  // Anchors darker than zero would make the scale non-monotonic.
  return [zero, ...light.filter((color) => luminance(color) > luminance(zero)).reverse()];
}

function interpolate(stops: readonly Color[], shade: number): Color {
  const position = Math.min(Math.max(shade, 0), 1) * (stops.length - 1);
  const below = Math.min(Math.floor(position), stops.length - 2);
  const [from, to] = [stops[below], stops[below + 1]];
  const mix = (channel: 0 | 1 | 2) => from[channel] + (to[channel] - from[channel]) * (position - below);
  return [mix(0), mix(1), mix(2)];
}

/** Returns the scales of a color map for both backgrounds. */
export function colorScales(colors: ColorMap): ColorScales {
  return { light: colorScale(colors, 'light'), dark: colorScale(colors, 'dark') };
}
