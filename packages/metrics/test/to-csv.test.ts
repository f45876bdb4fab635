import { describe, expect, test } from 'vitest';
import { toCsv, type Normalization } from '../src/index';
import { matrixOf } from './matrices';

const rows = [
  [3, 1],
  [0, 0],
];

describe('toCsv', () => {
  test('writes a line with the predicted classes, then one for each true class', () => {
    expect(toCsv(matrixOf(rows, ['cat', 'dog']))).toBe('true\\predicted,cat,dog\ncat,3,1\ndog,0,0\n');
  });

  test('writes shares', () => {
    expect(toCsv(matrixOf(rows, ['cat', 'dog']), { normalize: 'true' })).toBe(
      'true\\predicted,cat,dog\ncat,0.75,0.25\ndog,0,0\n',
    );
  });

  test('quotes names that hold commas, quotes or line breaks, as RFC 4180 has it', () => {
    const [header, ...lines] = toCsv(matrixOf(rows, ['cat, big', 'the "dog"\nof'])).split('\n');
    expect(header).toBe('true\\predicted,"cat, big","the ""dog""');
    expect(lines).toEqual(['of"', '"cat, big",3,1', '"the ""dog""', 'of",0,0', '']);
  });

  test('keeps names that begin as a formula from a spreadsheet, unless asked', () => {
    const matrix = matrixOf(rows, ['=HYPERLINK("http://x")', '@SUM(1)']);
    expect(toCsv(matrix)).toBe(
      [
        `true\\predicted,"'=HYPERLINK(""http://x"")",'@SUM(1)`,
        `"'=HYPERLINK(""http://x"")",3,1`,
        `'@SUM(1),0,0`,
        '',
      ].join('\n'),
    );
    expect(toCsv(matrix, { escapeFormulas: false }).split('\n')[2]).toBe('@SUM(1),0,0');
  });

  test.each([
    '=1+1',
    '+cmd',
    "-2+3+cmd|' /C calc'!A0",
    '@x',
    '＝1',
    '\t=1',
    '\r=1',
    '\n=1',
    '\0=1',
    '-',
    '+1.',
  ])('puts a quote in front of %j', (name) => {
    const line = toCsv(matrixOf([[1]], [name])).slice('true\\predicted,'.length);
    expect(line.replace(/^"/, '')).toMatch(/^'/);
  });

  test.each(['cat', 'a=b', "'n", 'large_man-made_outdoor_things', '-1', '+1', '-0.5', '1e-3', '猫', ''])(
    'leaves the name %j as it is',
    (name) => {
      expect(toCsv(matrixOf([[1]], [name]))).toBe(`true\\predicted,${name}\n${name},1\n`);
    },
  );

  test('names the argument, the rule and the value', () => {
    expect(() => toCsv(matrixOf(rows), { normalize: 'rows' as Normalization })).toThrow(
      "toCsv: normalize must be one of 'true', 'predicted', 'all', got 'rows'",
    );
    expect(() => toCsv(matrixOf(rows), { escapeFormulas: 'no' as unknown as boolean })).toThrow(
      "toCsv: escapeFormulas must be true or false, got 'no'",
    );
    expect(() => toCsv({ ...matrixOf(rows), total: 1 })).toThrow(
      'toCsv: matrix.total must be the sum of the counts (4), got 1',
    );
  });
});
