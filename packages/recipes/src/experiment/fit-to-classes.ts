import { layerShapes, withClasses, type AnySpec, type KindOptions } from '@nin/blocks';
import type { Experiment } from './experiment';

/**
 * Returns an experiment whose network has an output for each class. A network with more outputs stays as it is, such as the lecture's
 * with 20 for 10 classes.
 *
 * @param classes positive integer.
 * @throws RangeError or TypeError if the last block cannot give as many channels.
 */
export function fitToClasses(experiment: Experiment, classes: number, options: KindOptions = {}): Experiment {
  if (outputsOf(experiment.network, options) >= classes) return experiment;
  return { ...experiment, network: withClasses(experiment.network, classes, options) };
}

/** Returns the number of outputs of a network. */
export function outputsOf(network: AnySpec, options: KindOptions = {}): number {
  return layerShapes(network, network.inputShape, options).at(-1)?.shape.at(-1) ?? 0;
}
