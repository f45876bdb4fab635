const wide =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}|[\uFF01-\uFF60]/u;
const zeroWidth = /[\p{Mark}\p{Format}]/u;

/** How many columns of a terminal a text takes: East Asian characters and emoji take two, combining marks none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (!zeroWidth.test(character)) width += wide.test(character) ? 2 : 1;
  }
  return width;
}

/** The text behind as many spaces as it takes to fill `width` columns. */
export function padLeft(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

/** The text on one line and without control characters, so that a class name cannot steer the terminal. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/\p{Control}/gu, '\uFFFD');
}
