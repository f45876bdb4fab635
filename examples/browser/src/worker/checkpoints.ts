import { CheckpointError } from '@nin/trainer';
import type * as tf from '@tensorflow/tfjs-core';
import { KeptRunError } from './kept-models';
import type { KeptRun, TrainRequest } from './lab-api';

/** A place for checkpoints that may refuse them. */
interface TolerantCheckpoint {
  handler: Required<tf.io.IOHandler>;
  /** Whether the last checkpoint was kept. */
  saved: () => boolean;
}

/** Whom a {@link TolerantCheckpoint} reports to. */
interface CheckpointListener {
  /** Called after each checkpoint that was kept. */
  kept: () => void;
  /** Called the first time one was not. */
  notice: (message: string) => void;
}

/**
 * Saves to `kept`, but a full or refused storage does not end the training: it is reported once, and the next save tries
 * again, as room may have been made. Loading is not tolerant.
 */
export function tolerantCheckpoint(
  kept: Required<tf.io.IOHandler>,
  listener: CheckpointListener,
): TolerantCheckpoint {
  let saved = false;
  let noticed = false;
  return {
    saved: () => saved,
    handler: {
      load: () => kept.load(),
      async save(artifacts) {
        try {
          const result = await kept.save(artifacts);
          saved = true;
          listener.kept();
          return result;
        } catch (error) {
          saved = false;
          if (!noticed) listener.notice(noticeOf(error));
          noticed = true;
          return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
        }
      },
    },
  };
}

function noticeOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `the browser cannot keep this training; it can only be continued from where it was last kept, if it was: ${message}`;
}

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

/**
 * Returns what is saved with the models of a run, and must have been saved with one for it to belong to the run: the experiment, or the
 * settings of a run that began before there were experiments.
 */
export function recognizedBy({
  experiment,
  identity,
}: Pick<KeptRun | TrainRequest, 'experiment' | 'identity'>): Record<string, object> {
  return identity ? { settings: identity } : { experiment };
}
