import type { Problem } from '@nin/blocks';
import { checkExperiment, parseExperiment, type Experiment } from '@nin/recipes';

/** JSON data that are not an experiment, with what is wrong with them. */
export class ExperimentError extends Error {
  override name = 'ExperimentError';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ message }) => message).join('; '));
  }
}

/** A text that is not JSON. */
export class NotJsonError extends Error {
  override name = 'NotJsonError';
}

/**
 * Returns the experiment that JSON data hold, such as of a link or of `config.json` of a run; what they leave out is as by default.
 *
 * @throws ExperimentError with all problems.
 */
export function readExperiment(data: unknown): Experiment {
  const problems = checkExperiment(data);
  if (problems.length > 0) throw new ExperimentError(problems);
  return parseExperiment(data);
}

/**
 * Returns the experiment of a file, as `nin train` takes it.
 *
 * @throws NotJsonError or ExperimentError.
 */
export async function readExperimentFile(file: Blob): Promise<Experiment> {
  const text = await file.text();
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new NotJsonError((error as Error).message, { cause: error });
  }
  return readExperiment(data);
}

/** Returns the text of a file that holds an experiment. */
export function experimentFile(of: Experiment): string {
  return `${JSON.stringify(of, null, 2)}\n`;
}
