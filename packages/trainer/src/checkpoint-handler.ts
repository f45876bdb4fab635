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

const names = new WeakMap<tf.io.IOHandler, string>();

/** Notes the file that a handler saves to and loads from, for the messages of errors. */
export function nameHandler<Handler extends tf.io.IOHandler>(handler: Handler, name: string): Handler {
  names.set(handler, name);
  return handler;
}

/** Whether a handler names itself in all it throws, as `fileSystem` does. */
export function isNamed(handler: CheckpointHandler): boolean {
  return typeof handler === 'object' && names.has(handler);
}

/** Returns what a handler saves to or loads from, as far as it is known: a file, a URL, or 'the model'. */
export function nameOfHandler(handler: CheckpointHandler): string {
  if (typeof handler === 'string') return handler;
  // That of tfjs for HTTP has its URL there.
  const { path } = handler as { path?: unknown };
  return names.get(handler) ?? (typeof path === 'string' ? path : 'the model');
}
