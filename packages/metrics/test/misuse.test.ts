import { testMisuse } from '@nin/testing';
import { describe, expect, test } from 'vitest';
import * as metrics from '../src/index';
import { matrixOf } from './matrices';

const matrix = matrixOf([
  [3, 1],
  [0, 2],
]);
/** What every options object with defaults alone takes. */
const anyOptions = ['options: object', 'options: undefined'];

testMisuse(metrics, {
  accuracy: { arguments: { labels: [0, 1], predictions: [0, 0] } },
  calibration: {
    arguments: { labels: [0], scores: [0.5, 0.5], options: {} },
    accepts: anyOptions,
  },
  classificationReport: { arguments: { matrix, options: {} }, accepts: anyOptions },
  confusionMatrix: {
    arguments: { labels: [0, 1], predictions: [0, 0], options: {} },
    accepts: anyOptions,
  },
  formatReport: {
    arguments: { report: metrics.classificationReport(matrix), options: {} },
    accepts: anyOptions,
  },
  mostConfused: { arguments: { matrix, options: {} }, accepts: anyOptions },
  normalize: { arguments: { matrix, over: 'true' } },
  toCsv: { arguments: { matrix, options: {} }, accepts: anyOptions },
  toHtml: { arguments: { matrix, options: {} }, accepts: anyOptions },
  toJson: { arguments: { matrix, options: {} }, accepts: anyOptions },
  toSvg: { arguments: { matrix, options: {} }, accepts: anyOptions },
  toText: { arguments: { matrix, options: {} }, accepts: anyOptions },
  topKAccuracy: { arguments: { labels: [0], scores: [3, 1, 2], options: { k: 2 } } },
});

test.each<[string, () => unknown, string]>([
  ['toSvg', () => metrics.toSvg(matrix, { color: 'blues' } as object), 'got color (did you mean colors?)'],
  [
    'toHtml',
    () => metrics.toHtml(matrix, { normalise: 'true' } as object),
    'got normalise (did you mean normalize?)',
  ],
  ['toText', () => metrics.toText(matrix, { ANSI: true } as object), 'got ANSI (did you mean ansi?)'],
  [
    'calibration',
    () => metrics.calibration([0], [1, 0], { from_logits: true } as object),
    'got from_logits (did you mean fromLogits?)',
  ],
  [
    'classificationReport',
    () => metrics.classificationReport(matrix, { zero_division: 1 } as object),
    'got zero_division (did you mean zeroDivision?)',
  ],
])('%s answers a misspelled option with the right one', (_, call, message) => {
  expect(call).toThrow(message);
});

describe('options of the wrong kind', () => {
  test.each<[() => unknown, string]>([
    [() => metrics.toSvg(matrix, { title: 7 as unknown as string }), 'toSvg: title must be a string, got 7'],
    [
      () => metrics.toSvg(matrix, { subtitle: null as unknown as string }),
      'toSvg: subtitle must be a string, got null',
    ],
    [() => metrics.toHtml(matrix, { title: {} as string }), 'toHtml: title must be a string, got {}'],
    [
      () => metrics.toHtml(matrix, { page: 'no' as unknown as boolean }),
      "toHtml: page must be true or false, got 'no'",
    ],
    [
      () => metrics.toText(matrix, { ansi: 1 as unknown as boolean }),
      'toText: ansi must be true or false, got 1',
    ],
    [
      () => metrics.calibration([0], [1, 0], { fromLogits: 'yes' as unknown as boolean }),
      "calibration: fromLogits must be true or false, got 'yes'",
    ],
    [
      () => metrics.topKAccuracy([0], [1, 0, 0], 2 as unknown as object),
      'topKAccuracy: options must be an object with the fields k, ties, got 2',
    ],
  ])('are refused: %#', (call, message) => {
    expect(call).toThrow(new TypeError(message));
  });
});

test('a value that is no report is refused', () => {
  const { classes } = metrics.classificationReport(matrix);
  const bare = { classes } as unknown as metrics.ClassificationReport;
  expect(() => metrics.formatReport(bare)).toThrow(
    /^formatReport: report must be what classificationReport returns, got /,
  );
});

test('options may be undefined by name, as exactOptionalPropertyTypes has it', () => {
  const left = { normalize: undefined, title: undefined, subtitle: undefined, values: undefined };
  expect(metrics.toSvg(matrix, { ...left, colors: undefined, theme: undefined })).toBe(metrics.toSvg(matrix));
});
