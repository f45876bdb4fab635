import { paperSpec } from '@nin/blocks';
import { recipes } from '@nin/recipes';
import { describe, expect, test } from 'vitest';
import { cpuBackend } from '../cpu-backend';
import { differenceMatrix } from '../../src/inside/matrix';
import { runFigures } from '../../src/compare/run-figures';
import type { RunRecord } from '../../src/runs/run-record';

describe('the difference of two matrices', () => {
  const a = { classes: 2, classNames: ['cat', 'dog'], counts: Uint32Array.of(3, 1, 0, 4), total: 8 };

  test('is of shares of the true class, so that sizes of test sets do not matter', () => {
    const twice = { ...a, counts: a.counts.map((count) => 2 * count), total: 16 };
    expect([...differenceMatrix(a, twice)]).toEqual([0, 0, 0, 0]);
    const better = { ...a, counts: Uint32Array.of(4, 0, 1, 3) };
    expect([...differenceMatrix(a, better)]).toEqual([0.25, -0.25, 0.25, -0.25]);
  });

  test('takes a class that one of them lacks as never predicted', () => {
    const surplus = {
      classes: 3,
      classNames: ['cat', 'dog', 'unused 1'],
      counts: Uint32Array.of(3, 0, 1, 0, 4, 0, 0, 0, 0),
      total: 8,
    };
    expect([...differenceMatrix(a, surplus)]).toEqual([0, -0.25, 0.25, 0, 0, 0, 0, 0, 0]);
  });
});

describe('the figures of a run', () => {
  const epoch = {
    epochs: 2,
    steps: 10,
    totalSteps: 10,
    images: 1000,
    seconds: 6,
    millisecondsPerStep: 500,
    accuracy: 0.4,
    learningRate: 0.1,
    best: true,
  };
  const run: RunRecord = {
    id: '1',
    startedAt: '2026-05-24T12:30:59.123Z',
    experiment: { ...recipes.paper.experiment, network: paperSpec },
    base: 'paper',
    preference: 'auto',
    backend: cpuBackend,
    data: { title: 'CIFAR-10', synthetic: false, train: 1000, test: 100, classNames: [] },
    state: 'stopped',
    history: [
      {
        ...epoch,
        epoch: 1,
        trainingSeconds: 5,
        imagesPerSecond: 200,
        loss: 2,
        validationLoss: 1.9,
        validationAccuracy: 0.3,
      },
      {
        ...epoch,
        epoch: 2,
        trainingSeconds: 3,
        imagesPerSecond: 333,
        loss: 1.5,
        validationLoss: 1.6,
        validationAccuracy: 0.5,
      },
    ],
    steps: [],
  };

  test('are sums over the epochs, losses of the last one, and the published size of the network', () => {
    expect(runFigures(run)).toEqual({
      accuracy: undefined,
      testLoss: 1.6,
      trainingLoss: 1.5,
      epochs: 2,
      params: 966_986,
      macs: 222_486_528,
      imagesPerSecond: 250,
      trainingSeconds: 8,
    });
  });

  test('are missing before the first epoch', () => {
    expect(runFigures({ ...run, history: [] })).toMatchObject({
      testLoss: undefined,
      trainingLoss: undefined,
      imagesPerSecond: undefined,
      trainingSeconds: 0,
    });
  });
});
