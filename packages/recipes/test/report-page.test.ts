import { tinySpec } from '@nin/blocks';
import { synthetic } from '@nin/cifar';
import { accuracy, confusionMatrix } from '@nin/metrics';
import { expect, test } from 'vitest';
import { matrixPicture, reportPage, type ReportContent } from '../src/report/report-page';

const hostile = '<script>alert("x")</script>';
const classNames = [`<b>${hostile}`, ...'bcdefghij'];
const test4 = { ...synthetic({ count: 4 }), labels: Uint8Array.of(0, 1, 2, 3), classNames };
/** The first image is taken for the second class: three of four are right. */
const predictions = Int32Array.of(1, 1, 2, 3);

const content: ReportContent = {
  name: `tiny ${hostile}`,
  seed: 7,
  settings: { note: hostile, epochs: 1 },
  network: tinySpec,
  data: { test: test4, title: 'drawn & named', synthetic: true },
  history: [
    {
      epoch: 1,
      epochs: 1,
      steps: 2,
      totalSteps: 2,
      images: 4,
      seconds: 2,
      trainingSeconds: 1,
      millisecondsPerStep: 500,
      imagesPerSecond: 4,
      loss: 2,
      accuracy: 0.5,
      validationLoss: 2,
      validationAccuracy: 0.75,
      learningRate: 0.01,
      best: true,
    },
  ],
  steps: [],
  summary: {
    backend: 'wasm',
    device: `two <cores>`,
    trainingSeconds: 200,
    imagesPerSecond: 4,
    peakMemoryBytes: 250_000_000,
  },
  results: {
    accuracy: accuracy(test4.labels, predictions),
    matrix: confusionMatrix(test4.labels, predictions, { classNames }),
    predictions,
  },
};

test('the report tells the run', () => {
  const page = reportPage(content);
  expect(page).toContain('<b>75.00 %</b>top-1 on 4 test images');
  expect(page).toContain('<b>3 min 20 s</b>training');
  expect(page).toContain('<b>250.0 MB</b>peak memory');
  expect(page).toContain('wasm, two &lt;cores&gt;; seed 7');
  expect(page).toContain('Synthetic data: the images are drawn by a program.');
  expect(page).toContain('drawn &amp; named</h1>');
  // One pair of classes with its only image.
  expect(page.match(/<img /g)).toHaveLength(1);
  expect(page).toContain('taken for b</b><br>1 images');
});

test('the head tells how long the training was', () => {
  expect(reportPage(content)).toContain('>1 epoch on 4 training images; wasm, ');
  const third = { ...content.history[0], epoch: 3, images: 6000 };
  expect(reportPage({ ...content, history: [...content.history, third] })).toContain(
    '>3 epochs on 6,000 training images; wasm, ',
  );
  expect(reportPage({ ...content, history: [] })).toContain('>wasm, two');
});

test('the report runs no script, whatever the names are', () => {
  for (const text of [reportPage(content), matrixPicture(content)]) {
    expect(text).not.toMatch(/<script|<b><|javascript:|\son\w+=/i);
    expect(text).toContain('&lt;script&gt;');
  }
});

test('the report needs nothing but itself', () => {
  const addresses = reportPage(content).match(/\b(?:src|href)="[^"]*/g) ?? [];
  expect(addresses.filter((address) => !/^(src="data:|href="#)/.test(address))).toEqual([]);
});

test('memory that nobody measured is left out', () => {
  const page = reportPage({ ...content, summary: { ...content.summary, peakMemoryBytes: undefined } });
  expect(page).not.toContain('peak memory');
  expect(page).toContain('images per second');
});

test('photographs are no synthetic data', () => {
  const page = reportPage({ ...content, data: { ...content.data, synthetic: false } });
  expect(page).not.toContain('Synthetic data');
});

test('the training curve of a resumed run has the epochs that only its history holds', () => {
  const [first] = content.history;
  const step = { ...first, step: 1, steps: 2, loss: 1.5, accuracy: 0.6, learningRate: 0.01 };
  // The loss of training is nowhere but in its curve.
  const pageWith = (loss: number, watched: number[]) =>
    reportPage({
      ...content,
      history: [
        { ...first, loss },
        { ...first, epoch: 2, loss: 1 },
      ],
      steps: watched.map((epoch) => ({ ...step, epoch })),
    }).replaceAll(/zr\d+-\w+(-\d+)?/g, ''); // Charts are numbered as they are drawn.
  expect(pageWith(2, [2])).not.toBe(pageWith(3, [2]));
  expect(pageWith(2, [1, 2])).toBe(pageWith(3, [1, 2]));
});
