import * as tf from '@tensorflow/tfjs-core';

/** Where model files are: a tfjs IOHandler such as `fileSystem(directory)`, or a URL tfjs knows, such as `indexeddb://run`. */
export type CheckpointHandler = tf.io.IOHandler | string;

/**
 * Finds what saves or loads.
 *
 * @param where opens the message of an error.
 * @throws TypeError if there is nothing that does.
 */
export function handlerFor<Action extends 'save' | 'load'>(
  action: Action,
  handler: CheckpointHandler,
  where = `${action}Checkpoint`,
): Required<Pick<tf.io.IOHandler, Action>> {
  const find = action === 'save' ? tf.io.getSaveHandlers : tf.io.getLoadHandlers;
  const [chosen] = typeof handler === 'string' ? find(handler) : [handler];
  const run = chosen?.[action]?.bind(chosen);
  if (!run) {
    const got = typeof handler === 'string' ? `'${handler}'` : 'one that cannot';
    throw new TypeError(`${where}: handler must be able to ${action}, got ${got}`);
  }
  return { [action]: run } as Required<Pick<tf.io.IOHandler, Action>>;
}
