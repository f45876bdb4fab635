import { describe, expect, test } from 'vitest';
import { imageShape, integerList, nonNegativeInteger, positiveInteger } from '../src/options/parse';
import { buildProgram } from '../src/program';
import { runNin } from './run-nin';

describe('an option that is a number', () => {
  test.each(['1000', ' 7 ', '1e3', '+5', '100000'])('takes %j', (text) => {
    expect(positiveInteger(100_000)(text)).toBe(Number(text));
  });

  test.each([
    '0',
    '-0',
    '-1',
    '100001',
    '1e9',
    '1e21',
    '1e300',
    'Infinity',
    'NaN',
    '',
    ' ',
    '0x10',
    '0b1',
    '1_000',
    '1.5',
    '5 5',
    '5,5',
  ])('refuses %j with both ends of the range', (text) => {
    expect(() => positiveInteger(100_000)(text)).toThrow('It must be a positive integer up to 100,000.');
  });

  test('zero is zero, whatever its sign', () => {
    expect(nonNegativeInteger(9)('-0')).toBe(0);
    expect(() => nonNegativeInteger(9)('-1')).toThrow('It must be an integer from 0 to 9.');
  });

  test('lists and shapes hold to the same', () => {
    expect(integerList(100)('0,1,100')).toEqual([0, 1, 100]);
    expect(() => integerList(100)('1,1e9')).toThrow('It must be an integer from 0 to 100.');
    expect(() => integerList(100)('2,2')).toThrow('Values must be unique.');
    expect(imageShape('32×32x3')).toEqual([32, 32, 3]);
    for (const text of ['32x32', '32x32x', '0x10x3', '32x32x1e9', '32x-1x3']) {
      expect(() => imageShape(text)).toThrow('such as 32x32x3, each up to 1,000,000.');
    }
  });
});

const commands = buildProgram().commands;
const numeric = commands.flatMap((command) =>
  command.options
    .filter(({ flags, parseArg }) => /<(n|x|list)>/.test(flags) && parseArg)
    .map((option) => ({ command, option, title: `${command.name()} ${option.long}` })),
);

/** Options that set a field of the experiment, whose schema has the range: each is tried with a value above it. */
const fieldOptions = ['--epochs', '--batch-size', '--learning-rate', '--weight-decay', '--mlp-layers'].concat(
  ['--seed', '--limit-train', '--limit-test'],
);

test('every numeric option has an upper end', () => {
  expect(numeric.length).toBeGreaterThan(8);
  for (const { option, title } of numeric.filter(({ command }) => command.name() !== 'lesson')) {
    for (const text of ['1e300', '1e16', 'NaN', '']) {
      expect(() => void option.parseArg?.(text, undefined), `${title} ${text}`).toThrow(
        /^It must be .* (up )?to [\d,]+\.$/,
      );
    }
  }
});

test.each(fieldOptions)('nin train %s has an upper end', async (option) => {
  for (const text of ['1e300', 'NaN', '']) {
    const { status, stdout, stderr } = await runNin(['train', '--data', 'synthetic', option, text]);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^nin: [^\n]* must be [^\n]*, got [^\n]*\n$/);
  }
});

test.each([
  [['train', '--mlp-layers', '1000000000'], /^nin: mlpLayers: .* up to 100, got 1000000000$/m],
  [['schedule', '--head', '1e9'], /--head <n>' argument .* It must be a positive integer up to 100,000\.$/m],
  [
    ['schedule', 'tiny', '--set', 'epochs=1000'],
    /^nin: the schedule has 391,000 steps: --head 100000 prints the first ones$/m,
  ],
  [
    ['schedule', '--set', 'schedule.kind=stepDecay', '--set', 'schedule.every=1'].concat([
      '--set',
      'schedule.factor=1000',
      '--set',
      'epochs=1000',
      '--set',
      'optimizer.learningRate=0.001',
    ]),
    /^nin: the rate of epoch 103 is too large/,
  ],
  [['profile', '--input', '1000000x1000000x1000000'], /^nin: profile: totals\.macs must be below 2 \*\* 53/],
  [
    ['lesson', '--mlp-layers', '3000'],
    /^nin: runLesson: mlpLayers must be a non-negative integer up to 100, got 3000$/m,
  ],
])('nin %j ends with one line', async (args, line) => {
  const { status, stdout, stderr } = await runNin(args);
  expect(stderr).toMatch(line);
  expect(stdout).toBe('');
  expect(status).toBe(1);
});

test('a hundred thousand rates are printed', async () => {
  const { status, stdout } = await runNin(['schedule', '--set', 'epochs=100000']);
  expect(status).toBe(0);
  expect(stdout.trimEnd().split('\n')).toHaveLength(100_001);
});
