import * as tf from '@tensorflow/tfjs-core';
import { describeEachBackend, expectClose } from '@nin/testing';
import { train, type StepReport } from '@nin/trainer';
import { expect, test } from 'vitest';
import { batchOf, collect, zeroModel } from './tiny';

describeEachBackend('the reports of steps', () => {
  test('reports steps with running means: the first, the last, and their number once known', async () => {
    const steps: StepReport[] = [];
    const source = () => [batchOf([1], [0]), batchOf([1], [1]), batchOf([1, 1], [0, 0])];
    await collect(
      train(zeroModel(), {
        data: source,
        epochs: 2,
        optimizer: tf.train.sgd(0),
        onProgress: (report) => void steps.push(report),
      }),
    );
    const ofEpoch = (epoch: number) => steps.filter((report) => report.epoch === epoch);
    for (const epoch of [1, 2]) {
      const [first] = ofEpoch(epoch);
      const last = ofEpoch(epoch).at(-1)!;
      // Class 0 always wins: after one image all are right, after four images three are.
      expect(first).toMatchObject({ step: 1, images: 1, accuracy: 1, epochs: 2, learningRate: 0 });
      expect(last).toMatchObject({ step: 3, images: 4, accuracy: 0.75, steps: 3 });
      expectClose([first.loss, last.loss], [Math.log(2), Math.log(2)]);
    }
    expect(ofEpoch(1)[0].steps).toBeUndefined();
    expect(ofEpoch(2)[0].steps).toBe(3);
  });

  test('tells the number of steps with the last one, however slow the steps are', async () => {
    const steps: StepReport[] = [];
    async function* source() {
      for (const label of [0, 1]) {
        await new Promise((resolve) => setTimeout(resolve, 110));
        yield batchOf([1], [label]);
      }
    }
    const onProgress = (report: StepReport) => void steps.push(report);
    await collect(train(zeroModel(), { data: source, epochs: 1, optimizer: tf.train.sgd(0), onProgress }));
    expect(steps[0]).toMatchObject({ step: 1, steps: undefined });
    expect(steps.at(-1)).toMatchObject({ step: 2, steps: 2, images: 2, accuracy: 0.5 });
  });
});
