import type { EpochReport } from '@nin/trainer';
import { expect, test } from 'vitest';
import { historyCsv, historyJsonl } from '../src/history-table';

const first: EpochReport = {
  epoch: 1,
  epochs: 2,
  steps: 10,
  totalSteps: 10,
  images: 1280,
  seconds: 5,
  trainingSeconds: 4,
  millisecondsPerStep: 400,
  imagesPerSecond: 320,
  loss: 2.25,
  accuracy: 0.5,
  validationLoss: 2,
  validationAccuracy: 0.25,
  learningRate: 0.125,
  best: true,
};
/** Without test data, and with an optimizer that does not tell its rate. */
const second: EpochReport = {
  ...first,
  epoch: 2,
  totalSteps: 20,
  loss: 0,
  validationLoss: undefined,
  validationAccuracy: undefined,
  learningRate: undefined,
};

const header = 'epoch,accuracy,loss,val_accuracy,val_loss,learning_rate,steps,seconds,images_per_second\n';

test('CSV has a row an epoch, and empty cells for what is missing but not for zeros', () => {
  expect(historyCsv([first, second])).toBe(
    `${header}1,0.5,2.25,0.25,2,0.125,10,5,320\n2,0.5,0,,,,10,5,320\n`,
  );
});

test('JSON lines give back what an epoch had', () => {
  const lines = historyJsonl([first, second]).split('\n');
  expect(lines).toHaveLength(3);
  expect(JSON.parse(lines[0])).toEqual(first);
  expect(JSON.parse(lines[1])).toEqual(second);
  expect(lines[2]).toBe('');
});

test('a run without epochs is a header, and no line', () => {
  expect(historyCsv([])).toBe(header);
  expect(historyJsonl([])).toBe('');
});
