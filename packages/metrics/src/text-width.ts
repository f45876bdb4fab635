import { displayWidth } from './display-width';

/**
 * About how wide a text is in a sans-serif font, in units of the font size.
 *
 * A picture is drawn before anyone knows the reader's font, so this errs on the wide side (that of DejaVu Sans).
 */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

function characterWidth(character: string): number {
  if (/[iljtfrI.,:;'|!()[\] -]/.test(character)) return 0.42;
  if (/[mwMW@%—]/.test(character)) return 1;
  if (/[A-Z&<>=+~#]/.test(character)) return 0.8;
  return displayWidth(character) * 0.64;
}

/** The text, cut short with an ellipsis if it is wider than `width` units of the font size. */
export function fitText(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  const characters = Array.from(text);
  let kept = characters.length;
  while (kept > 1 && textWidth(characters.slice(0, kept).join('') + '…') > width) kept--;
  return characters.slice(0, kept).join('').trimEnd() + '…';
}
