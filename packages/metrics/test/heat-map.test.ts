import { describe, expect, test } from 'vitest';
import { cellTexts, heatMap, percent } from '../src/heat-map';
import { matrixOf } from './matrices';

describe('percent', () => {
  test.each([
    [0, '0%'],
    [1, '100%'],
    [0.5, '50.0%'],
    [0.123, '12.3%'],
    // Halves go to the even digit: 6.25 and 18.75.
    [1 / 16, '6.2%'],
    [3 / 16, '18.8%'],
    // Only nothing is 0%, only everything 100%.
    [0.0004, '<0.1%'],
    [0.0006, '0.1%'],
    [0.9994, '99.9%'],
    [0.9996, '>99.9%'],
  ])('%s is %s', (share, text) => {
    expect(percent(share)).toBe(text);
  });
});

describe('heatMap', () => {
  const matrix = matrixOf(
    [
      [6, 2],
      [2, 0],
    ],
    ['cat', 'dog'],
  );

  test('shades by count, up to the largest', () => {
    const { rows, maximum } = heatMap(matrix, undefined);
    expect(maximum).toBe(6);
    expect(rows.flat().map(({ shade }) => shade)).toEqual([1, 1 / 3, 1 / 3, 0]);
  });

  test('shades shares of a class on one scale from 0 to 1', () => {
    const { rows, maximum } = heatMap(matrix, 'true');
    expect(maximum).toBe(1);
    expect(rows.flat().map(({ shade }) => shade)).toEqual([0.75, 0.25, 1, 0]);
  });

  test('shades shares of all samples up to the largest', () => {
    const { rows, maximum } = heatMap(matrix, 'all');
    expect(maximum).toBe(0.6);
    expect(rows[0].map(({ share }) => share)).toEqual([0.6, 0.2]);
    expect(rows[0][0].shade).toBe(1);
  });

  test('is all zeros without samples', () => {
    const { rows, maximum } = heatMap(matrixOf([[0]]), undefined);
    expect(maximum).toBe(0);
    expect(rows[0][0]).toMatchObject({ count: 0, share: 0, shade: 0 });
  });

  test('describes a cell in words', () => {
    expect(heatMap(matrix, undefined).rows[0][1].description).toBe('cat predicted as dog: 2 (25.0% of cat)');
    expect(heatMap(matrix, 'predicted').rows[1][0].description).toBe(
      'dog predicted as cat: 2 (25.0% of predicted cat)',
    );
    expect(heatMap(matrix, 'all').rows[1][0].description).toBe(
      'dog predicted as cat: 2 (20.0% of all samples)',
    );
  });

  test('writes counts, shares or both', () => {
    const cell = heatMap(matrix, undefined).rows[0][0];
    expect(cellTexts(cell, 'counts')).toEqual(['6']);
    expect(cellTexts(cell, 'percent')).toEqual(['75.0%']);
    expect(cellTexts(cell, 'both')).toEqual(['6', '75.0%']);
  });
});
