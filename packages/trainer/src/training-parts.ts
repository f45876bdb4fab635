import { requireFunction, shown } from '@nin/checks';
import type * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** Throws a TypeError unless `optimizer` is a tf.Optimizer. `where` starts the message, here and below. */
export function requireOptimizer(where: string, optimizer: unknown): asserts optimizer is tf.Optimizer {
  const { minimize, applyGradients } = (optimizer ?? {}) as Partial<tf.Optimizer>;
  if (typeof minimize === 'function' && typeof applyGradients === 'function') return;
  throw new TypeError(
    `${where}: optimizer must be a tf.Optimizer, such as tf.train.adam() or adamW() of @nin/optimizers, got ${shown(optimizer)}`,
  );
}

/** Throws a TypeError unless `loss` is a function. */
export function requireLoss(where: string, loss: unknown): void {
  if (typeof loss === 'function') return;
  throw new TypeError(
    `${where}: loss must be a function, such as sparseCategoricalCrossentropy(), got ${shown(loss)}`,
  );
}

/** Throws a TypeError unless `signal` is an AbortSignal or undefined. */
export function requireSignal(where: string, signal: unknown): void {
  if (signal === undefined) return;
  const { throwIfAborted, abort } = (signal ?? {}) as Partial<AbortSignal & AbortController>;
  if (typeof throwIfAborted === 'function') return;
  const got = typeof abort === 'function' ? 'an AbortController: pass its signal' : shown(signal);
  throw new TypeError(`${where}: signal must be an AbortSignal, got ${got}`);
}

/** Throws a TypeError unless `callback` is a function or undefined. `where` is `function: argument`. */
export function requireCallback(where: string, callback: unknown): void {
  if (callback !== undefined) requireFunction(where, callback);
}

/** Throws a TypeError unless `model` is a tfjs-layers model. */
export function requireModel(where: string, model: unknown): asserts model is LayersModel {
  const { getUserDefinedMetadata } = (model ?? {}) as Partial<LayersModel>;
  if (typeof getUserDefinedMetadata === 'function') return;
  throw new TypeError(`${where}: model must be a tfjs-layers model, got ${describe(model)}`);
}

/** Describes the value, with the call that turns it into a model if there is one. */
function describe(value: unknown): string {
  if (typeof value === 'string') return `${shown(value)}: load it with tf.loadLayersModel first`;
  if (typeof value !== 'object' || value === null) return shown(value);
  if ('blocks' in value && 'inputShape' in value) return 'a NinSpec: build it with nin(spec) of @nin/blocks';
  if ('executor' in value)
    return 'a graph model, which has no layers: load a layers model with tf.loadLayersModel';
  return shown(value);
}
