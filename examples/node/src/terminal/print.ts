import { printable, printableJson, printableLines } from '@nin/checks';
import { styleText } from 'node:util';

/**
 * Prints one line on stdout. Names of files, folders and classes, answers of servers and other third-party text cannot
 * end the line, add another one, or control the terminal: such characters are shown as escapes.
 */
export function print(line = ''): void {
  console.log(printable(line));
}

/** Prints lines on stdout, such as a table. Third-party names in the lines must be printable already. */
export function printLines(text: string): void {
  console.log(printableLines(text));
}

/** Prints a value as JSON on stdout. Its strings cannot control the terminal either. */
export function printJson(value: unknown, { indent = 2 } = {}): void {
  console.log(printableJson(JSON.stringify(value, null, indent)));
}

/** Prints one line on stderr, such as progress, which keeps stdout clean. */
export function printNote(line: string): void {
  console.error(printable(line));
}

/** Prints one line on stderr that begins with the name of the command, in the color of a warning or a failure. */
export function printNamed(color: 'yellow' | 'red', line: string): void {
  console.error(`${styleText(color, 'nin:')} ${printable(line)}`);
}

/** Prints a stack on stderr. Its message must be printable already. */
export function printStack(lines: string): void {
  console.error(printableLines(lines));
}
