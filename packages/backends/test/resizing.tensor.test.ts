import * as tf from '@tensorflow/tfjs-core';
import { describeEachBackend, expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { describe, test } from 'vitest';

interface ResizeCase {
  input: [number, number, number, number];
  size: [number, number];
  alignCorners?: boolean;
  halfPixelCenters?: boolean;
}

const sizes: Pick<ResizeCase, 'input' | 'size'>[] = [
  { input: [3, 2, 2, 2], size: [4, 4] },
  { input: [2, 3, 5, 1], size: [9, 10] },
  { input: [2, 4, 3, 3], size: [6, 7] },
  { input: [2, 5, 6, 2], size: [3, 2] },
];
const ways = [{}, { alignCorners: true }, { halfPixelCenters: true }];
const cases: ResizeCase[] = sizes.flatMap((one) => ways.map((way) => ({ ...one, ...way })));

/** Returns the interpolation weights [to, from] along one axis. */
function shares(kind: 'nearest' | 'bilinear', from: number, to: number, one: ResizeCase): number[][] {
  const ratio = one.alignCorners && to > 1 ? (from - 1) / (to - 1) : from / to;
  return Array.from({ length: to }, (_, place) => {
    const row = new Array<number>(from).fill(0);
    if (kind === 'nearest') {
      const at = ratio * (one.halfPixelCenters ? place + 0.5 : place);
      row[Math.min(from - 1, one.alignCorners ? Math.round(at) : Math.floor(at))] = 1;
      return row;
    }
    const at = one.halfPixelCenters ? ratio * (place + 0.5) - 0.5 : ratio * place;
    const inside = Math.min(from - 1, Math.max(0, at));
    const first = Math.floor(inside);
    row[first] += 1 - (inside - first);
    row[Math.min(from - 1, first + 1)] += inside - first;
    return row;
  });
}

describeEachBackend('resizing', () => {
  describe.each(['nearest', 'bilinear'] as const)('%s, and its gradient', (kind) => {
    test.each(cases)('$input to $size, corners $alignCorners, centers $halfPixelCenters', async (one) => {
      const { input, size, alignCorners = false, halfPixelCenters = false } = one;
      const [images, height, width, channels] = input;
      const x = randomValues(tf.util.sizeFromShape(input), 1);
      const dy = randomValues(images * size[0] * size[1] * channels, 2);
      const rows = shares(kind, height, size[0], one);
      const columns = shares(kind, width, size[1], one);
      const [y, dx] = [new Float64Array(dy.length), new Float64Array(x.length)];
      for (let n = 0; n < images; n++)
        rows.forEach((row, v) =>
          columns.forEach((column, u) => {
            for (let r = 0; r < height; r++)
              for (let s = 0; s < width; s++)
                for (let c = 0; c < channels; c++) {
                  const error = ((n * size[0] + v) * size[1] + u) * channels + c;
                  const pixel = ((n * height + r) * width + s) * channels + c;
                  y[error] += row[r] * column[s] * x[pixel];
                  dx[pixel] += row[r] * column[s] * dy[error];
                }
          }),
        );
      const resize = (image: tf.Tensor) =>
        kind === 'nearest'
          ? tf.image.resizeNearestNeighbor(image as tf.Tensor4D, size, alignCorners, halfPixelCenters)
          : tf.image.resizeBilinear(image as tf.Tensor4D, size, alignCorners, halfPixelCenters);
      await expectNoLeak(async () => {
        const results = tf.tidy(() => {
          const image = tf.tensor(x, input);
          return [resize(image), tf.grad(resize)(image, tf.tensor(dy, [images, ...size, channels]))];
        });
        const [output, gradient] = await Promise.all(results.map((tensor) => tensor.data()));
        tf.dispose(results);
        expectClose(output, y);
        expectClose(gradient, dx);
      });
    });
  });

  // ⟨resize(x), dy⟩ = ⟨x, gradient(dy)⟩ for the backend's own resize, where rounding decides which pixel is the nearest.
  test.each([
    { from: 26, to: 22, alignCorners: false },
    { from: 39, to: 33, alignCorners: false },
    { from: 14, to: 23, alignCorners: true },
  ])(
    'the gradient is of the pixels that were taken: $from to $to, corners $alignCorners',
    ({ from, to, alignCorners }) =>
      expectNoLeak(async () => {
        const resize = (image: tf.Tensor) =>
          tf.image.resizeNearestNeighbor(image as tf.Tensor4D, [to, 1], alignCorners);
        const [ahead, back]: tf.Tensor[] = tf.tidy(() => {
          const x = tf.tensor(randomValues(from, 3), [1, from, 1, 1]);
          const dy = tf.tensor(randomValues(to, 4), [1, to, 1, 1]);
          return [tf.sum(tf.mul(resize(x), dy)), tf.sum(tf.mul(x, tf.grad(resize)(x, dy)))] as const;
        });
        expectClose(await back.data(), await ahead.data());
        tf.dispose([ahead, back]);
      }),
  );
});
