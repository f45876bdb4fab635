import { LayersModel } from '@tensorflow/tfjs-layers';
import type { NinSpec } from './nin-spec';

/** A network as data, or any model of TensorFlow.js layers. */
export type Network = NinSpec | LayersModel;

/** Tells the two kinds of {@link Network} apart. */
export function isModel(where: string, network: Network): network is LayersModel {
  if (network instanceof LayersModel) return true;
  if (typeof network === 'object' && network !== null && 'blocks' in network) return false;
  throw new TypeError(
    `${where}: network must be a NinSpec or a LayersModel of the same copy of TensorFlow.js, got neither`,
  );
}
