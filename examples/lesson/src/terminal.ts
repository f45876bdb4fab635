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
