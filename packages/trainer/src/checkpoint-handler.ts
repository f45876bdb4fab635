import { shown } from '@nin/checks';
import * as tf from '@tensorflow/tfjs-core';

/** Location of model files: a tfjs IOHandler such as `fileSystem(directory)`, or a URL such as `indexeddb://run`. */
export type CheckpointHandler = tf.io.IOHandler | string;

/**
 * Returns the handler's `save` or `load`.
 *
 * @param where starts the error message: `function: argument`.
 * @throws TypeError if the handler cannot do that.
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

/** Records the file of a handler, for error messages. */
export function nameHandler<Handler extends tf.io.IOHandler>(handler: Handler, name: string): Handler {
  names.set(handler, name);
  return handler;
}

/** Whether a handler's own errors name its file, as those of `fileSystem` do. */
export function isNamed(handler: CheckpointHandler): boolean {
  return typeof handler === 'object' && names.has(handler);
}

/** Returns the file or URL of a handler, or 'the model' if it is unknown. */
export function nameOfHandler(handler: CheckpointHandler): string {
  if (typeof handler === 'string') return handler;
  // The HTTP handler of tfjs has its URL in `path`.
  const { path } = handler as { path?: unknown };
  return names.get(handler) ?? (typeof path === 'string' ? path : 'the model');
}
