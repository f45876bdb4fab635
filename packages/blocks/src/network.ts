import { shown } from '@nin/checks';
import { LayersModel } from '@tensorflow/tfjs-layers';
import type { NinSpec } from './nin-spec';
import { hasPredict, requireSpec } from './require-spec';

/** A network as data, or any model of TensorFlow.js layers. */
export type Network = NinSpec | LayersModel;

/**
 * Returns whether a {@link Network} is a model; false for a spec.
 *
 * @throws TypeError or RangeError if `network` has the form of neither.
 */
export function isModel(where: string, network: unknown): network is LayersModel {
  if (network instanceof LayersModel) return true;
  if (hasPredict(network)) {
    throw new TypeError(
      `${where}: network must be a LayersModel of the same copy of @tensorflow/tfjs-layers, got a model of another kind or copy`,
    );
  }
  if (typeof network !== 'object' || network === null || !('blocks' in network)) {
    throw new TypeError(
      `${where}: network must be a NinSpec, such as tinySpec, or a LayersModel, got ${shown(network)}`,
    );
  }
  requireSpec(where, network);
  return false;
}
