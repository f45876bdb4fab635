import { printable } from '@nin/checks';
import type { LessonOptions } from './lesson-options';

/** How a lesson is printed on the terminal; into a file or a pipe only whole lines go, without color. */
export function terminal(): Required<Pick<LessonOptions, 'write' | 'status' | 'color'>> {
  const { stdout } = process;
  const clear = stdout.isTTY ? '\r\u001B[K' : '';
  return {
    color: stdout.isTTY && stdout.hasColors(2 ** 24),
    write: (line) => stdout.write(`${clear}${line}\n`),
    status: (line) => stdout.isTTY && stdout.write(clear + line.slice(0, stdout.columns - 1)),
  };
}

/** Prints a line of a page, which is printable, wherever there is a console. */
export function writeLine(line: string): void {
  console.log(line);
}

/** Prints what went wrong as one line on stderr. */
export function printFailure(error: unknown): void {
  console.error(`nin-lesson: ${printable(error instanceof Error ? error.message : String(error))}`);
}
