import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import {
  imageShape,
  integerList,
  nonNegativeInteger,
  nonNegativeNumber,
  positiveInteger,
  positiveNumber,
} from '../src/options/parse';
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
    expect(nonNegativeNumber(9)('-0.0')).toBe(0);
    expect(() => nonNegativeInteger(9)('-1')).toThrow('It must be an integer from 0 to 9.');
    expect(() => nonNegativeNumber(9)('9.1')).toThrow('It must be a number from 0 to 9.');
    expect(() => positiveNumber(1000)('0')).toThrow('It must be a number above 0, up to 1,000.');
    expect(() => positiveNumber(1000)('1e300')).toThrow('It must be a number above 0, up to 1,000.');
  });

  test('lists and shapes hold to the same', () => {
    expect(integerList(100)('0,1,100')).toEqual([0, 1, 100]);
    expect(() => integerList(100)('1,1e9')).toThrow('It must be an integer from 0 to 100.');
    expect(() => integerList(100)('2,2')).toThrow('No number may be in the list twice.');
    expect(imageShape('32×32x3')).toEqual([32, 32, 3]);
    for (const text of ['32x32', '32x32x', '0x10x3', '32x32x1e9', '32x-1x3']) {
      expect(() => imageShape(text)).toThrow('such as 32x32x3, each up to 1,000,000.');
    }
  });
});

const commands = buildProgram().commands;
const numeric = commands.flatMap((command) =>
  command.options
    .filter(({ flags }) => /<(n|x|rate|list|factor|pixels|number)>/.test(flags))
    .map((option) => ({ command, option, title: `${command.name()} ${option.long}` })),
);

/** What an option makes of a text; the lesson checks its numbers itself. */
const parsed = (command: Command, attribute: string, text: string): unknown =>
  command.options.find((option) => option.attributeName() === attribute)?.parseArg?.(text, undefined);

test('every numeric option has an upper end', () => {
  expect(numeric.length).toBeGreaterThan(40);
  for (const { command, option, title } of numeric.filter(({ command }) => command.name() !== 'lesson')) {
    for (const text of ['1e300', '1e16', 'NaN', '']) {
      expect(() => parsed(command, option.attributeName(), text), `${title} ${text}`).toThrow(
        /^It must be .* (up )?to [\d,]+\.$/,
      );
    }
  }
});

test.each([
  [
    ['train', '--mlp-layers', '1000000000'],
    /--mlp-layers <n>' argument .* It must be an integer from 0 to 100\.$/m,
  ],
  [
    ['schedule', '--steps', '1e9'],
    /--steps <n>' argument .* It must be a positive integer up to 100,000\.$/m,
  ],
  [
    ['schedule', '--name', 'step', '--every', '1', '--factor', '1000', '--steps', '1000'],
    /^nin: the rate of step 103 is too large/,
  ],
  [['profile', '--input', '1000000x1000000x1000000'], /^nin: profile: totals\.macs must be below 2 \*\* 53/],
  [
    ['lesson', '--mlp-layers', '3000'],
    /^nin: runLesson: mlpLayers must be an integer, zero or above, up to 100, got 3000$/m,
  ],
])('nin %j ends with one line', async (args, line) => {
  const { status, stdout, stderr } = await runNin(args);
  expect(stderr).toMatch(line);
  expect(stdout).toBe('');
  expect(status).toBe(1);
});

test('a hundred thousand rates are printed', async () => {
  const { status, stdout } = await runNin(['schedule', '--steps', '100000']);
  expect(status).toBe(0);
  expect(stdout.trimEnd().split('\n')).toHaveLength(100_001);
});
