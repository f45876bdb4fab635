import { printable } from './printable';

/** The suggestion that commander puts on a line of its own, behind the quote that ends what was typed. */
const suggestion = /'\n(\(Did you mean (?:one of )?[\w, -]+\?\))$/;

/** Returns an error of commander, which quotes what was typed, as one {@link printable} line. */
export function printableOptionError(text: string): string {
  return printable(text.replace(/\n$/, '').replace(suggestion, "' $1"));
}
