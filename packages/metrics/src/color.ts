/** Red, green and blue in sRGB, each from 0 to 255, whole or not. */
export type Color = readonly [red: number, green: number, blue: number];

/** Reads `#rrggbb`. */
export function parseColor(hex: string): Color {
  const value = parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** Writes `#rrggbb`. */
export function toHex(color: Color): string {
  return '#' + color.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('');
}

/**
 * The contrast ratio of two colors, from 1 to 21.
 *
 * @see WCAG 2.2, "contrast ratio".
 */
export function contrast(a: Color, b: Color): number {
  const [darker, lighter] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

/**
 * The relative luminance of a color, from 0 (black) to 1 (white).
 *
 * @see WCAG 2.2, "relative luminance".
 */
export function luminance(color: Color): number {
  const [red, green, blue] = color.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
