import { adamW } from '@nin/optimizers';
import * as tf from '@tensorflow/tfjs-core';
import { learningRate, type Fingerprint } from '../../contenders/contender';
import { fingerprintOf, networkInTraining } from '../../contenders/network-in-training';
import { networks, type NetworkName } from '../../plan/networks';
import type { GpuPeer } from '../plan/places';

/** A network in training on a GPU, where results come later than calls return. */
export interface TrainingSteps {
  /** One step; the loss is not read. */
  send: () => tf.Scalar;
  /** One step to its end: its loss. */
  step: () => Promise<number>;
  fingerprint: () => Promise<Fingerprint>;
}

/** Builds a network on the current backend, with the optimizer of `peer`. */
export function trainingSteps(name: NetworkName, batchSize: number, peer: GpuPeer): TrainingSteps {
  const network = networkInTraining(networks[name].spec, batchSize);
  const optimizer = peer === 'ours' ? adamW({ learningRate }) : tf.train.adam(learningRate);
  const send = () => network.minimize(optimizer);
  return {
    send,
    step: () => read(send()),
    fingerprint: async () => fingerprintOf(await Promise.all(network.lossAndSquares().map(read))),
  };
}

async function read(scalar: tf.Scalar): Promise<number> {
  const [value] = await scalar.data();
  scalar.dispose();
  return value;
}
