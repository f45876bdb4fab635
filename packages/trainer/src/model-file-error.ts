/** What is wrong with model files: they are not there, cannot be read, cannot be written, or hold something else. */
export type ModelFileProblem = 'missing' | 'unreadable' | 'unwritable' | 'damaged';

/** Model files could not be saved or loaded by `fileSystem`. */
export class ModelFileError extends Error {
  override readonly name = 'ModelFileError';
  /** The file or directory. */
  readonly path: string;
  /** What is wrong with it. */
  readonly problem: ModelFileProblem;

  constructor(path: string, problem: ModelFileProblem, message: string, cause?: unknown) {
    const reason = cause instanceof Error ? `: ${cause.message}` : '';
    super(`fileSystem: ${path} ${message}${reason}`, { cause });
    this.path = path;
    this.problem = problem;
  }
}
