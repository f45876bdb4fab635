import type * as tf from '@tensorflow/tfjs-core';

/** A place for checkpoints that may refuse them. */
export interface TolerantCheckpoint {
  handler: Required<tf.io.IOHandler>;
  /** Whether the last checkpoint was kept. */
  saved: () => boolean;
}

/** Whom a {@link TolerantCheckpoint} reports to. */
export interface CheckpointListener {
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
