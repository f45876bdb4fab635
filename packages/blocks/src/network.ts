import { shown } from '@nin/checks';
import { LayersModel } from '@tensorflow/tfjs-layers';
import { hasPredict } from './check-spec';
import type { AnySpec, BlockSpec, NinSpec } from './spec';

/** A network as a spec, or any model of TensorFlow.js layers. */
export type Network<Block = BlockSpec> = NinSpec<Block> | LayersModel;

/**
 * Returns true for a model, false for a spec.
 *
 * @throws TypeError if `network` is neither.
 */
export function isModel(where: string, network: AnySpec | LayersModel): network is LayersModel {
  if (network instanceof LayersModel) return true;
  const given: unknown = network;
  if (hasPredict(given)) {
    throw new TypeError(
      `${where}: network must be a LayersModel of the same copy of @tensorflow/tfjs-layers, got a model of another class or copy`,
    );
  }
  if (typeof given !== 'object' || given === null || !('blocks' in given)) {
    throw new TypeError(
      `${where}: network must be a NinSpec, such as tinySpec, or a LayersModel, got ${shown(given)}`,
    );
  }
  return false;
}
