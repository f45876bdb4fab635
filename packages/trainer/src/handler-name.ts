import type * as tf from '@tensorflow/tfjs-core';
import type { CheckpointHandler } from './checkpoint-handler';

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
