import * as tf from '@tensorflow/tfjs-core';
import { takeSamples } from '../../measuring/take-samples';
import type { BurstPace } from '../plan/gpu-job';

/**
 * Times work whose result is a tensor: sends off some runs, then waits for the end of the last by reading one number of
 * it. Gives the mean of the runs for each sample.
 */
export async function sampleBurst(run: () => tf.Tensor, pace: BurstPace): Promise<number[]> {
  const samples = await takeSamples(async () => {
    for (let i = 1; i < pace.runs; i++) run().dispose();
    const last = run();
    await waitFor(last);
    last.dispose();
  }, pace);
  return samples.map((milliseconds) => milliseconds / pace.runs);
}

async function waitFor(tensor: tf.Tensor): Promise<void> {
  const one = tf.tidy(() => tf.slice(tf.reshape(tensor, [-1]), 0, 1));
  await one.data();
  one.dispose();
}
