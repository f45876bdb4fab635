import type { RgbColor } from './map-overlay';

/** The colours of the page's theme for what speaks for a class (`above` zero) and against it (`below`). */
export function mapColors(): { above: RgbColor; below: RgbColor } {
  return { above: tokenColor('--chart-2'), below: tokenColor('--chart-1') };
}

/** A colour of `tokens.css`, where colours are written as six hexadecimal digits. */
function tokenColor(token: string): RgbColor {
  const digits = getComputedStyle(document.documentElement).getPropertyValue(token).trim().slice(1);
  const value = parseInt(digits, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
