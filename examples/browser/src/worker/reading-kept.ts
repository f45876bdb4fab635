import { CheckpointError } from '@nin/trainer';
import { KeptRunError } from './kept-run-error';

/**
 * Does something with what is kept of a run. What the kept model or settings are refused for gets the class that the page
 * knows; other errors, such as that of a lost GPU, stay as they are.
 *
 * @throws KeptRunError if they are refused.
 */
export async function readingKept<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw asKeptRunError(error);
  }
}

/** A refusal of what is kept as a {@link KeptRunError}, another error as it is. */
export function asKeptRunError(error: unknown): unknown {
  const isRefusal =
    error instanceof CheckpointError || error instanceof RangeError || error instanceof TypeError;
  return isRefusal ? new KeptRunError(error.message, { cause: error }) : error;
}
