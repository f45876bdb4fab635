/**
 * Control characters, line and paragraph separators, bidirectional controls and lone surrogates: characters that end a line,
 * move the cursor, change colors or reorder other characters.
 */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}]/gu;

const names: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Returns untrusted text as one line that is safe to print on a terminal: characters that would end the line or control the
 * terminal are escaped as `\n`, `\x1b` or `\u{202e}`. All other characters, of any script, are kept.
 *
 * Backslashes are not escaped, as in Windows paths, so printable text is unchanged.
 *
 * @see Unicode Standard Annex #9, Bidirectional Algorithm, section 2: the controls. Boucher, Anderson, "Trojan Source",
 *   USENIX Security 2023.
 */
export function printable(text: string): string {
  return text.replace(unprintable, escaped);
}

/** {@link printable} that keeps line feeds, for a table or a stack trace. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** Returns equivalent JSON in which unprintable characters of strings are escaped as `\u…`. Line feeds are kept. */
export function printableJson(json: string): string {
  return json.replace(unprintable, (character) =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return names[character] ?? (code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u{${code}}`);
}
