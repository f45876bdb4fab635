import { printable } from '@nin/checks';

/**
 * Problem with model files: they do not exist, cannot be read, cannot be written, are damaged, were changed by another program
 * since the handler last saved or loaded, or would be saved with weights that are NaN or infinite.
 */
export type ModelFileProblem = 'missing' | 'unreadable' | 'unwritable' | 'damaged' | 'changed' | 'non-finite';

/** Thrown if model files cannot be saved or loaded. Existing files are unchanged. The message is one line, safe to print. */
export class ModelFileError extends Error {
  override readonly name = 'ModelFileError';
  /** File, directory or URL. */
  readonly path: string;
  /** The problem. */
  readonly problem: ModelFileProblem;

  /** @param where public function that reports the error. Default 'fileSystem'. */
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

/** Returns text from elsewhere as one printable line of at most 200 characters: it may quote arbitrary bytes of a file. */
export function oneLine(message: string): string {
  const line = printable(message.slice(0, longest + 1).trim());
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
