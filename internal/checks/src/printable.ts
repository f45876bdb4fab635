/**
 * Control characters, separators of lines and paragraphs, controls of the direction of writing, and halves of surrogate
 * pairs: what ends a line, moves the cursor, colors what follows, or shows characters in another order than they have.
 */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}]/gu;

const names: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Returns a text as one line that is safe to print on a terminal, whoever wrote it: `\n`, `\x1b` and `\u{202e}` in the place
 * of characters that would end the line or steer the terminal. All other characters, of any script, stay.
 *
 * Backslashes stay single, as in paths of Windows, so a text that has been made printable stays as it is.
 *
 * @see Unicode Standard Annex #9, Bidirectional Algorithm, section 2: the controls. Boucher, Anderson, "Trojan Source",
 *   USENIX Security 2023.
 */
export function printable(text: string): string {
  return text.replace(unprintable, escaped);
}

/** Returns {@link printable} text that keeps its line feeds: a table, or a stack, whose cells have been made printable. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** Returns JSON, of one line or more, with all that is not printable in its strings written as `\u…`: it means the same. */
export function printableJson(json: string): string {
  return json.replace(unprintable, (character) =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return names[character] ?? (code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u{${code}}`);
}
