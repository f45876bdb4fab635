import { describe, expect, test } from 'vitest';
import { toText } from '../src/index';
import { matrixOf, numberedNames, randomMatrix } from './matrices';

const matrix = matrixOf(
  [
    [60, 20],
    [0, 5],
  ],
  ['cat', 'dog'],
);

const escape = '\u001B';
const colorCodes = new RegExp(`${escape}\\[[\\d;]*m`, 'g');

describe('toText', () => {
  test('aligns counts below the names of their columns', () => {
    expect(toText(matrix)).toBe(
      [
        'true \\ predicted  cat  dog', //
        '             cat   60   20',
        '             dog    0    5',
      ].join('\n'),
    );
  });

  test('shows shares where the matrix is normalized', () => {
    expect(toText(matrix, { normalize: 'true' })).toBe(
      [
        'true \\ predicted    cat    dog', //
        '             cat  75.0%  25.0%',
        '             dog     0%   100%',
      ].join('\n'),
    );
  });

  test('shows both', () => {
    expect(toText(matrix, { values: 'both' }).split('\n')[1]).toBe('             cat  60 75.0%  20 25.0%');
  });

  test('numbers the columns of a table that would be too wide, and the rows with them', () => {
    const named = toText(matrix).split('\n')[0].length;
    expect(toText(matrix, { width: named })).toContain('cat  dog');
    expect(toText(matrix, { width: named - 1 })).toBe(
      [
        'true \\ predicted   0   1', //
        '           cat 0  60  20',
        '           dog 1   0   5',
      ].join('\n'),
    );
  });

  test.each([1, 10, 100])('has lines of one width with %s classes', (classes) => {
    const lines = toText(randomMatrix(1, numberedNames(classes), 500)).split('\n');
    expect(lines).toHaveLength(classes + 1);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });

  test('has no escape codes unless asked; then only they differ', () => {
    const colored = toText(matrix, { ansi: true });
    expect(toText(matrix)).not.toContain(escape);
    // The first cell, 60 of 60, is the deepest color of the map for a dark ground: #f7fbff.
    expect(colored).toContain(`${escape}[48;2;247;251;255m`);
    const bare = colored.replaceAll(colorCodes, '');
    expect(bare.replace(/ +$/gm, '')).toBe(toText(matrix));
  });

  test('keeps names on one line and without control characters', () => {
    const text = toText(matrixOf([[1]], ['big\n\u001B[2J\u202Ecat']));
    // 23 characters of the name, which is wider than the corner, a space, and the count in a cell as wide as the name.
    const name = String.raw`big\n\x1b[2J\u{202e}cat`;
    expect(text.split('\n')[1]).toBe(`${name}  ${'1'.padStart(name.length)}`);
    expect(text.split('\n')).toHaveLength(2);
  });

  test('names the argument, the rule and the value', () => {
    expect(() => toText(matrix, { width: 0 })).toThrow('toText: width must be a positive integer, got 0');
    expect(() => toText(matrix, { values: 'none' as 'both' })).toThrow(
      "toText: values must be one of 'counts', 'percent', 'both', got 'none'",
    );
    expect(() => toText(matrix, { theme: 'auto' as 'dark' })).toThrow(
      "toText: theme must be one of 'light', 'dark', got 'auto'",
    );
    expect(() => toText(matrix, { colors: 'jet' as 'blues' })).toThrow(
      "toText: colors must be one of 'blues', 'purples', 'oranges', 'grays', 'yellowGreenBlue', got 'jet'",
    );
  });
});
