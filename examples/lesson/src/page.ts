import { printable } from '@nin/checks';

/** Where a lesson is printed. */
export interface Page {
  /** Begins a cell. `file` is where its code is, so that it can be shown beside its output. */
  heading(title: string, file: string): void;
  /**
   * Lines, each given by itself; nothing gives an empty line. What others wrote cannot end a line or steer the terminal: such
   * characters are shown as escapes, except for tabs.
   */
  print(...lines: string[]): void;
  /** Several lines in one text, and colors: a table of ours, in which the names of others are printable. */
  table(text: string): void;
  /** An oddity of the lecture in one line, and the option that decides it. */
  oddity(text: string, option: OddityOption): void;
  /** A line that replaces the last one of its kind; `''` removes it. */
  status(text: string): void;
}

/** An option that keeps an oddity of the lecture or undoes it. */
export interface OddityOption {
  /** As on the command line: `--outputs`. */
  name: string;
  /** What it is set to. */
  value: string | number;
  /** The lecture's value. */
  odd: string | number;
  /** The value without the oddity. */
  plain: string | number;
}

const width = 100;

/** The escape codes that color what follows. */
const color = new RegExp(`(${String.fromCharCode(0x1b)}\\[[\\d;]*m)`);

/** A page on top of two functions that take lines. */
export function makePage(write: (line: string) => void, status: (line: string) => void): Page {
  const print = (first = '', ...rest: string[]) =>
    [first, ...rest].forEach((line) => write(printableBetween(/(\t)/, line)));
  let cells = 0;
  return {
    print,
    table: (text) => text.split('\n').forEach((line) => write(printableBetween(color, line))),
    status: (line) => status(printable(line)),
    heading(title, file) {
      const begin = `── ${++cells}. ${title} `;
      const end = ` ${file} ──`;
      print();
      print(begin + '─'.repeat(Math.max(2, width - begin.length - end.length)) + end);
      print();
    },
    oddity(text, option) {
      print(`  odd: ${text} (${choice(option)})`);
    },
  };
}

function choice({ name, value, odd, plain }: OddityOption): string {
  return `here ${name} ${value}; try ${value === plain ? odd : plain}`;
}

/** The text made printable but for what `kept` matches as its one group. */
function printableBetween(kept: RegExp, text: string): string {
  return text
    .split(kept)
    .map((part, i) => (i % 2 === 1 ? part : printable(part)))
    .join('');
}
