import { shown } from '@nin/checks';
import * as tf from '@tensorflow/tfjs-core';

/** Where model files are: a tfjs IOHandler such as `fileSystem(directory)`, or a URL tfjs knows, such as `indexeddb://run`. */
export type CheckpointHandler = tf.io.IOHandler | string;

/**
 * Finds what saves or loads.
 *
 * @param where opens the message of an error: `function: argument`.
 * @throws TypeError if there is nothing that does.
 */
export function handlerFor<Action extends 'save' | 'load'>(
  action: Action,
  handler: CheckpointHandler,
  where = `${action}Checkpoint: handler`,
): Required<Pick<tf.io.IOHandler, Action>> {
  const find = action === 'save' ? tf.io.getSaveHandlers : tf.io.getLoadHandlers;
  const [chosen] = typeof handler === 'string' ? find(handler) : [handler ?? undefined];
  const run = chosen?.[action]?.bind(chosen);
  if (!run) {
    throw new TypeError(
      `${where} must be able to ${action}, such as fileSystem(directory) or 'indexeddb://name', got ${shown(handler)}`,
    );
  }
  return { [action]: run } as Required<Pick<tf.io.IOHandler, Action>>;
}
