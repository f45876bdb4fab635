const longest = 200;

/** A message of others on one line, cut where it is long: it may quote a file, and a file may hold anything. */
export function oneLine(message: string): string {
  const line = message
    .slice(0, longest + 1)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, '\ufffd')
    .trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
