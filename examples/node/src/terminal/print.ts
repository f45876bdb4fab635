import { printable, printableJson, printableLines } from '@nin/checks';
import { styleText } from 'node:util';

/**
 * Prints one line on stdout. Names of files, folders and classes, answers of servers, and whatever else others wrote cannot
 * end it, add another one, or steer the terminal: such characters are shown as escapes.
 */
export function print(line = ''): void {
  console.log(printable(line));
}

/** Prints lines on stdout: a table of ours. Names of others in it must have been made printable, as ours do with classes. */
export function printLines(text: string): void {
  console.log(printableLines(text));
}

/** Prints a value as JSON on stdout. What its strings hold cannot steer the terminal either. */
export function printJson(value: unknown, { indent = 2 } = {}): void {
  console.log(printableJson(JSON.stringify(value, null, indent)));
}

/** Prints one line on stderr, which keeps what a command prints clean: how loading goes. */
export function printNote(line: string): void {
  console.error(printable(line));
}

/** Prints one line on stderr that begins with the name of the command, in the color of a warning or a failure. */
export function printNamed(color: 'yellow' | 'red', line: string): void {
  console.error(`${styleText(color, 'nin:')} ${printable(line)}`);
}

/** Prints lines on stderr: a stack, whose message has been made printable. */
export function printStack(lines: string): void {
  console.error(printableLines(lines));
}
