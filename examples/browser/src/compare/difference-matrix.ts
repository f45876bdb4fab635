import { normalize, type ConfusionMatrix } from '@nin/metrics';

/**
 * How much more often the second network gives each answer, for the images of each true class: shares of rows, B − A,
 * from −1 to 1. A class is missing where a matrix has fewer.
 */
export function differenceMatrix(a: ConfusionMatrix, b: ConfusionMatrix): Float64Array {
  const classes = Math.max(a.classes, b.classes);
  const shares = [a, b].map((matrix) => ({ matrix, values: normalize(matrix, 'true').values }));
  return Float64Array.from({ length: classes * classes }, (_, index) => {
    const row = Math.floor(index / classes);
    const column = index % classes;
    const [shareA, shareB] = shares.map(({ matrix, values }) =>
      row < matrix.classes && column < matrix.classes ? values[row * matrix.classes + column] : 0,
    );
    return shareB - shareA;
  });
}
