import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bytes, duration, rate } from '../src/formats';
import { lessonCommand, runLesson } from '../src/index';
import { lessonSettings } from '../src/lesson-settings';
import { recipes } from '@nin/recipes';

const silent = { write: () => undefined };

describe('the settings', () => {
  test("are the lecture's unless asked otherwise", () => {
    expect(lessonSettings({})).toMatchObject({
      experiment: { ...recipes.lecture.experiment, seed: 1, schedule: { divisor: 1.8, steps: 50 } },
      width: 1,
      outputs: 20,
      mlpLayers: 3,
      block2Filters: 756,
      logits: 'relu',
      shapesAt: 1024,
    });
    expect(lessonSettings({}).differences).toEqual([]);
  });

  test('of the quick lesson give way to what is asked for', () => {
    const settings = lessonSettings({ quick: true, epochs: 1, logits: 'relu', width: undefined });
    expect(settings).toMatchObject({
      logits: 'relu',
      width: 1 / 16,
      experiment: { epochs: 1, optimizer: { learningRate: 5e-4 }, batch: { size: 8 } },
    });
    expect(settings.differences).toContain('epochs 1 instead of 50');
    expect(settings.differences.join()).not.toContain('logits');
  });

  test.each([
    [{ epochs: 0 }, 'epochs must be a positive integer, got 0'],
    [{ batchSize: 1.5 }, 'batchSize must be a positive integer, got 1.5'],
    [{ limitTrain: -1 }, 'limitTrain must be a positive integer, got -1'],
    [{ width: 0 }, 'width must be a number above zero, got 0'],
    [{ divisor: Infinity }, 'divisor must be a positive number, got Infinity'],
    [{ mlpLayers: -1 }, 'mlpLayers must be a non-negative integer, got -1'],
    [{ outputs: 9 }, 'outputs must be an integer, at least 10, the classes of CIFAR-10, got 9'],
    [{ seed: 0.5 }, 'seed must be a non-negative integer, got 0.5'],
    [{ epochs: 1e9 }, 'epochs must be a positive integer up to 100,000, got 1000000000'],
    [{ mlpLayers: 3000 }, 'mlpLayers must be a non-negative integer up to 100, got 3000'],
    [{ width: 1e300 }, 'width must be a number above zero, up to 100, got 1e+300'],
    [{ seed: -1e21 }, 'seed must be a non-negative integer, got -1e+21'],
  ])('refuse %o before anything is computed', async (options, message) => {
    await expect(runLesson({ ...options, ...silent })).rejects.toThrow(
      new RangeError(`runLesson: ${message}`),
    );
  });
});

test('data that are not there end the lesson with one line that helps, and leave no folder', async () => {
  const out = join(tmpdir(), 'nin-lesson-that-never-was');
  const data = join(tmpdir(), 'no-such-data');
  const failure = await runLesson({ data, out, ...silent }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  const { message } = failure as Error;
  expect(message).toContain(data);
  expect(message).toMatch(/--data synthetic runs the lesson on drawn images$/);
  expect(message).not.toContain('\n');
  expect(existsSync(out)).toBe(false);
});

describe('the command', () => {
  test('has an option for each oddity', () => {
    const names = lessonCommand().options.map((option) => option.long);
    expect(names).toEqual(
      expect.arrayContaining([
        '--outputs',
        '--divisor',
        '--mlp-layers',
        '--shapes-at',
        '--logits',
        '--predict-on',
        '--block2-filters',
      ]),
    );
  });

  test.each([
    [['--epochs', 'many'], /--epochs <n>.*It must be a number/],
    [['--logits', 'softmax'], /--logits <how>.*Allowed choices are relu, linear/],
    [['--bakcend', 'cpu'], /unknown option '--bakcend'/],
  ])('refuses %o', async (args, message) => {
    const command = lessonCommand()
      .exitOverride()
      .configureOutput({ writeErr: () => undefined });
    await expect(command.parseAsync(args, { from: 'user' })).rejects.toThrow(message);
  });
});

describe('the formats', () => {
  test('of bytes have four digits in the largest unit that fits', () => {
    expect([80, 999, 1000, 79_113_216, 466.3e6].map(bytes)).toEqual([
      '80 B',
      '999 B',
      '1.000 kB',
      '79.11 MB',
      '466.3 MB',
    ]);
  });

  test('of times are for people', () => {
    // 5 days 15 hours are 486,000 seconds.
    expect([1, 97, 1800, 7200, 86_400, 486_000].map(duration)).toEqual([
      '1 second',
      '97 seconds',
      '30 minutes',
      '2 hours',
      '1 day',
      '5 days 15 hours',
    ]);
  });

  test('of rates have two digits of exponent, as in the log of the lecture', () => {
    expect([5e-4, 1e-10, 12].map(rate)).toEqual(['5.0000e-04', '1.0000e-10', '1.2000e+01']);
  });
});
