import { shown } from '@nin/checks';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** Throws a TypeError unless `model` is a tfjs-layers model. `where` opens the message. */
export function requireModel(where: string, model: unknown): asserts model is LayersModel {
  const { getUserDefinedMetadata } = (model ?? {}) as Partial<LayersModel>;
  if (typeof getUserDefinedMetadata === 'function') return;
  throw new TypeError(`${where}: model must be a tfjs-layers model, got ${describe(model)}`);
}

/** What was given, with the call that makes a model of it where there is one. */
function describe(value: unknown): string {
  if (typeof value === 'string') return `${shown(value)}: load it with tf.loadLayersModel first`;
  if (typeof value !== 'object' || value === null) return shown(value);
  if ('blocks' in value && 'inputShape' in value) return 'a NinSpec: build it with nin(spec) of @nin/blocks';
  if ('executor' in value) return 'a graph model, whose layers are gone: load it with tf.loadLayersModel';
  return shown(value);
}
