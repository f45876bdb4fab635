import { CheckpointError } from '@nin/trainer';
import type * as tf from '@tensorflow/tfjs-core';
import { checkpointSpecName } from '@nin/recipes';
import type { LabSettings } from '../settings/lab-settings';
import { KeptRunError } from './kept-models';

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

/** The part of a run's settings that decides its weights: all but the backend, so that a run whose GPU is gone can go on. */
export type DecidingSettings = Omit<LabSettings, 'backend' | 'base'> & { base: string };

/** Leaves out what decides nothing. */
export function decidingSettings({
  base,
  spec,
  data,
  limitTrain,
  limitTest,
  seed,
  training,
}: LabSettings): DecidingSettings {
  return { base: checkpointSpecName(base), spec, data, limitTrain, limitTest, seed, training };
}
