import { selectBackend } from '@nin/backends';
import { nin, withWidth } from '@nin/blocks';
import { synthetic } from '@nin/cifar';
import * as tf from '@tensorflow/tfjs-core';
import { readdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blockCell } from '../src/cells/01-block';
import { dataCell } from '../src/cells/02-data';
import { networkCell } from '../src/cells/03-network';
import { scheduleCell } from '../src/cells/05-schedule';
import { confusionCell } from '../src/cells/07-confusion';
import { lessonSettings } from '../src/lesson-settings';
import { costTask } from '../src/tasks/cost';
import { capturedPage } from './captured-page';

let out = '';

beforeAll(async () => {
  await selectBackend();
  out = await mkdtemp(join(tmpdir(), 'nin-lesson-'));
});
afterAll(() => rm(out, { recursive: true, force: true }));

const lecture = lessonSettings({});

describe('the block', () => {
  test('gives at every pixel what a perceptron gives', async () => {
    const { page, lines } = capturedPage();
    await blockCell(page, lecture);
    const results = lines.flatMap((line) => {
      const found = /^pixel.*convolution +(\S+) +perceptron +(\S+)$/.exec(line);
      return found ? [[found[1], found[2]]] : [];
    });
    // 1·0.5 + 2·1 − 3·0.5 + 0.25; −1 + 2·0.25 + 3·2 − 0.5; 4·0.5 + 0 + 2·0.5 + 0.25; −4 + 0 − 2·2 − 0.5.
    expect(results).toEqual([
      ['1.25', '1.25'],
      ['5', '5'],
      ['3.25', '3.25'],
      ['-8.5', '-8.5'],
    ]);
    expect(lines).toContain('largest difference: 0');
  });

  test('has as many 1×1 layers as asked for', async () => {
    const { page, lines } = capturedPage();
    await blockCell(page, { ...lecture, mlpLayers: 2 });
    expect(lines.filter((line) => line.includes('1×1, 384 filters'))).toHaveLength(2);
    expect(lines).toContain(
      '  odd: the text says two 1×1 layers, the code has three (here --mlp-layers 2; try 3)',
    );
  });
});

test('the data are those asked for, marked where they are drawn', async () => {
  const { page, lines } = capturedPage();
  const settings = lessonSettings({ data: 'synthetic', limitTrain: 30, limitTest: 20 });
  const { train, test } = await dataCell(page, settings);
  expect([train.count, test.count]).toEqual([30, 20]);
  expect(train.images).not.toEqual(test.images);
  expect(lines).toContain('train_images (30, 32, 32, 3) (synthetic data, not CIFAR-10)');
  expect(lines).toContain('train_labels 0 1 2 3 4 5 6 7 8 9 …');
  expect(lines[lines.indexOf('len(train_images[0][0])') + 1]).toBe('32');
});

test('the shapes may be those it trains at, where the last map is one pixel', () => {
  const { page, lines } = capturedPage();
  networkCell(page, lecture.spec, { ...lecture, shapesAt: 32 });
  expect(lines.filter((line) => line.includes('output shape')).map((line) => line.split('\t ')[1])).toEqual([
    '(1, 11, 11, 384)',
    '(1, 5, 5, 384)',
    '(1, 5, 5, 756)',
    '(1, 2, 2, 756)',
    '(1, 2, 2, 1024)',
    '(1, 1, 1, 1024)',
    '(1, 1, 1, 1024)',
    '(1, 1, 1, 20)',
    '(1, 20)',
  ]);
});

test('without its oddities the network has the published sizes', () => {
  const params = (options: Parameters<typeof lessonSettings>[0]) => {
    const { page, lines } = capturedPage();
    costTask(page, lessonSettings(options).spec);
    return lines.find((line) => line.startsWith('trainable'))?.split(/ {2,}/)[1];
  };
  expect(params({ outputs: 10 })).toBe('19,685,204');
  expect(params({ block2Filters: 768 })).toBe('20,059,008');
  expect(params({ mlpLayers: 2 })).toBe('18,008,152');
  expect(params({ mlpLayers: 1 })).toBe('16,238,000');
  expect(params({ logits: 'linear' })).toBe('19,778,304');
});

describe('the schedule', () => {
  test('is half a wave over 50 epochs, or over all if they are more', () => {
    const { page } = capturedPage();
    // 5e-4 · (1 + cos(π / 2)) / 1.8
    expect(scheduleCell(page, lessonSettings({ epochs: 3 }))(25)).toBeCloseTo(5e-4 / 1.8, 12);
    expect(scheduleCell(page, lessonSettings({ epochs: 200 }))(100)).toBeCloseTo(5e-4 / 1.8, 12);
  });

  test('begins at the stated rate with the divisor 2', () => {
    const { page, lines } = capturedPage();
    expect(scheduleCell(page, lessonSettings({ divisor: 2 }))(0)).toBe(5e-4);
    expect(lines.at(-1)).toContain('(here --divisor 2; try 1.8)');
  });
});

describe('the confusion matrix', () => {
  const settings = lessonSettings({ quick: true });
  const test20 = synthetic({ count: 20, seed: 2 });
  const data = { train: test20, test: test20, caveat: '' };

  test('with the call of the notebook there is its error and no picture', async () => {
    const { page, lines } = capturedPage();
    const spec = withWidth(settings.spec, 1 / 64);
    const nn = nin(spec, { seed: 1 });
    await confusionCell(page, { spec, data, nn }, { ...settings, predictOn: 'function', out }, false);
    expect(lines).toContain('TypeError: net.predict is not a function');
    expect(await readdir(out)).toEqual([]);
    nn.dispose();
  });

  test('names an output that stands for no class', async () => {
    const { page, lines } = capturedPage();
    const spec = withWidth(settings.spec, 1 / 64);
    const nn = nin(spec, { seed: 1 });
    // Only the bias of the last 1×1 layer is left: output 12 wins for every image.
    const weights = nn.getWeights();
    nn.setWeights(
      weights.map((weight, i) => {
        const values = new Float32Array(weight.size);
        if (i === weights.length - 1) values[12] = 1;
        return tf.tensor(values, weight.shape);
      }),
    );
    await confusionCell(page, { spec, data, nn }, { ...settings, out }, false);
    const head = lines.find((line) => line.includes('true \\ predicted'));
    expect(lines.join('\n')).toContain('accuracy 0.0 % of 20 test images');
    expect(lines.join('\n')).toMatch(/as output 12: 2, 100\.0 % of its images/);
    expect(head).toBeDefined();
    nn.dispose();
  });
});
