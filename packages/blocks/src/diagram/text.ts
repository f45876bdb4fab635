import { escapeMarkup } from '@nin/markup';
import type { Paint } from './paint';

/** Style of a line of text. */
export interface TextStyle {
  /** Font size in pixels. */
  size: number;
  role?: 'ink' | 'muted';
  weight?: 'normal' | 'bold';
  /** Point of the line that is at x. */
  anchor?: 'middle' | 'start';
}

/** Returns a line of text with the baseline y. */
export function text(
  paint: Paint,
  content: string,
  x: number,
  y: number,
  { size, role = 'ink', weight = 'normal', anchor = 'middle' }: TextStyle,
): string {
  return `<text ${paint.attributes(role)} x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}">${escapeMarkup(content)}</text>`;
}

/**
 * Returns an upper bound of the width of a line of text in common sans-serif fonts.
 * Measured with DejaVu Sans, the widest of them: digits take 0.64 of the font size, the widest letters about 1.
 */
export function textWidth(content: string, { size, weight = 'normal' }: TextStyle): number {
  const widths = Array.from(content, (letter) => {
    if (/[\u{1100}-\u{10ffff}]/u.test(letter)) return 1.2;
    return /[mwMW@%]/.test(letter) ? 1 : 0.66;
  });
  return widths.reduce((sum, width) => sum + width, 0) * size * (weight === 'bold' ? 1.12 : 1);
}
