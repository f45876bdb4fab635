import { printable } from '@nin/checks';

const longest = 200;

/** A message of others as one printable line, cut where it is long: it may quote a file, and a file may hold anything. */
export function oneLine(message: string): string {
  const line = printable(message.slice(0, longest + 1).trim());
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
