import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { openLab } from '../../src/worker/lab';
import type { LabApi, TrainEvents } from '../../src/worker/lab-api';
import { cpuBackend } from '../cpu-backend';
import { keptInMemory } from './kept-in-memory';

/** What the worker does, in Node on the cpu backend, with models kept in memory and a few synthetic images loaded. */
export async function inNodeLab(): Promise<{ lab: LabApi; kept: ReturnType<typeof keptInMemory> }> {
  const kept = keptInMemory();
  const lab = openLab({
    page: new URL('https://example.org/'),
    async select() {
      await tf.setBackend('cpu');
      return cpuBackend;
    },
    keptModel: kept.of,
    forgetModel: (id) => Promise.resolve(kept.forget(id)),
  });
  await lab.loadData({ name: 'synthetic', limitTrain: 20, limitTest: 6, seed: 1 }, () => {});
  return { lab, kept };
}

/** Events that are written down, and what else is to happen at a step. */
export function watched(atStep: (epoch: number, step: number) => void | Promise<void> = () => {}): {
  events: TrainEvents;
  log: string[];
} {
  const log: string[] = [];
  const events: TrainEvents = {
    compiling: () => {},
    resumed: ({ history, step }) => void log.push(`resumed after ${history.length}.${step}`),
    kept: () => {},
    step({ epoch, step }) {
      log.push(`step ${epoch}.${step}`);
      return atStep(epoch, step);
    },
    epoch: ({ epoch }, saved) => void log.push(`epoch ${epoch} ${saved ? 'saved' : 'lost'}`),
    testing: () => void log.push('testing'),
    notice: (message) => void log.push(message),
  };
  return { events, log };
}
