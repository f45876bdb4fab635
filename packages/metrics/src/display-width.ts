import { eastAsianWidth } from 'get-east-asian-width';

/** Marks that stand on another character, characters that only steer, and the later parts of a Hangul syllable. */
const zeroWidth = /[\p{Nonspacing_Mark}\p{Enclosing_Mark}\p{Format}\u1160-\u11FF]/u;

/** What terminals draw into the character before: a skin tone, and what a joiner joins to an emoji. */
const drawnInto = /(\p{Emoji_Modifier_Base})\p{Emoji_Modifier}|\u200D\p{Extended_Pictographic}/gu;

/** A character that is narrow by itself and becomes an emoji by a selector. */
const madeEmoji = /[^\p{Emoji_Presentation}]\uFE0F/gu;

/**
 * How many columns of a terminal a text takes: wide and fullwidth characters, emoji among them, take two, combining marks
 * none, characters of ambiguous width one.
 *
 * @see Unicode Standard Annex #11, East Asian Width.
 */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text.replace(drawnInto, '$1').replace(madeEmoji, '\u{1F600}')) {
    if (!zeroWidth.test(character)) width += eastAsianWidth(character.codePointAt(0) ?? 0);
  }
  return width;
}

/** The text behind as many spaces as it takes to fill `width` columns. */
export function padLeft(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

/** The text, and as many spaces as it takes to fill `width` columns. */
export function padRight(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}
