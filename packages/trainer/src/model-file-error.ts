import { printable } from '@nin/checks';

/**
 * What is wrong with model files: they are not there, cannot be read, cannot be written, hold something else than was saved,
 * were changed by another program since this one last looked, or would get weights that are NaN or infinite.
 */
export type ModelFileProblem = 'missing' | 'unreadable' | 'unwritable' | 'damaged' | 'changed' | 'non-finite';

/** Model files could not be saved or loaded. What was there before is there still. The message is one line, safe to print. */
export class ModelFileError extends Error {
  override readonly name = 'ModelFileError';
  /** The file, the directory or the URL. */
  readonly path: string;
  /** What is wrong with it. */
  readonly problem: ModelFileProblem;

  /** @param where the function that reports it. Default 'fileSystem'. */
  constructor(
    path: string,
    problem: ModelFileProblem,
    message: string,
    cause?: unknown,
    where = 'fileSystem',
  ) {
    const reason = cause instanceof Error ? `: ${oneLine(cause.message)}` : '';
    super(printable(`${where}: ${path} ${message}${reason}`), { cause });
    this.path = path;
    this.problem = problem;
  }
}

const longest = 200;

/** A message of others as one printable line, cut where it is long: it may quote a file, and a file may hold anything. */
export function oneLine(message: string): string {
  const line = printable(message.slice(0, longest + 1).trim());
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
