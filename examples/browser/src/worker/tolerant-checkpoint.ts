import type * as tf from '@tensorflow/tfjs-core';

/** A place for checkpoints that may refuse them. */
export interface TolerantCheckpoint {
  handler: Required<tf.io.IOHandler>;
  /** Whether the last checkpoint was kept. */
  saved: () => boolean;
}

/**
 * Saves to `kept`, but a full or refused storage does not end the training: it is told once, and the next epoch tries
 * again, as room may have been made. Loading is not tolerant.
 */
export function tolerantCheckpoint(
  kept: Required<tf.io.IOHandler>,
  tell: (message: string) => void,
): TolerantCheckpoint {
  let saved = false;
  let told = false;
  return {
    saved: () => saved,
    handler: {
      load: () => kept.load(),
      async save(artifacts) {
        try {
          const result = await kept.save(artifacts);
          saved = true;
          return result;
        } catch (error) {
          saved = false;
          if (!told) {
            tell(
              `the browser cannot keep this training, so it cannot be continued later: ${messageOf(error)}`,
            );
          }
          told = true;
          return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
        }
      },
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
