import { describe, expect, test } from 'vitest';
import { cellAfter, cellShades, cellValues, imagesOfCell, matrixOf } from '../../src/inside/matrix';

// Of four cats one is taken for a dog; of two dogs one is taken for a cat.
const results = {
  accuracy: 4 / 6,
  classNames: ['cat', 'dog'],
  counts: Uint32Array.of(3, 1, 1, 1),
  predictions: Int32Array.of(0, 0, 0, 1, 0, 1),
};
const labels = Uint8Array.of(0, 0, 0, 0, 1, 1);

test('the total of a matrix is the number of images', () => {
  expect(matrixOf(results)).toMatchObject({ classes: 2, total: 6 });
});

test('cells show counts, or shares of what is asked for', () => {
  const matrix = matrixOf(results);
  expect(Array.from(cellValues(matrix, 'none'))).toEqual([3, 1, 1, 1]);
  expect(Array.from(cellValues(matrix, 'true'))).toEqual([0.75, 0.25, 0.5, 0.5]);
  expect(Array.from(cellValues(matrix, 'predicted'))).toEqual([0.75, 0.5, 0.25, 0.5]);
});

describe('shades', () => {
  test('grow with the square root, up to 1 for the largest value', () => {
    expect([...cellShades([0, 0.2, 0.8])]).toEqual([0, 0.5, 1]);
  });

  test('keep the sign of differences', () => {
    expect([...cellShades([-4, 1, 0])]).toEqual([-1, 0.5, 0]);
  });

  test('are none where there is nothing', () => {
    expect([...cellShades([0, 0])]).toEqual([0, 0]);
  });
});

test('the images of a cell are those of its class that got its answer', () => {
  const { predictions } = results;
  expect(imagesOfCell(labels, predictions, { trueClass: 0, predictedClass: 1 })).toEqual([3]);
  expect(imagesOfCell(labels, predictions, { trueClass: 0, predictedClass: 0 })).toEqual([0, 1, 2]);
});

test('arrow keys stay in the matrix', () => {
  // Three classes: 0 1 2 / 3 4 5 / 6 7 8.
  expect(cellAfter('ArrowRight', 4, 3)).toBe(5);
  expect(cellAfter('ArrowRight', 5, 3)).toBe(5);
  expect(cellAfter('ArrowUp', 4, 3)).toBe(1);
  expect(cellAfter('ArrowUp', 1, 3)).toBe(1);
  expect(cellAfter('ArrowDown', 4, 3)).toBe(7);
  expect(cellAfter('ArrowLeft', 3, 3)).toBe(3);
  expect(cellAfter('Home', 5, 3)).toBe(3);
  expect(cellAfter('End', 3, 3)).toBe(5);
  expect(cellAfter('a', 4, 3)).toBeUndefined();
});
