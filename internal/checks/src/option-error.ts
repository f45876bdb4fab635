import { printable } from './printable';

/** A suggestion of commander, on its own line after the quoted input. */
const suggestion = /'\n(\(Did you mean (?:one of )?[\w, -]+\?\))$/;

/** Returns an error message of commander, which quotes the input, as one {@link printable} line. */
export function printableOptionError(text: string): string {
  return printable(text.replace(/\n$/, '').replace(suggestion, "' $1"));
}
