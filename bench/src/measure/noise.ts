/** Returns numbers in [0, 1), equal every time: a linear congruential generator with the constants of Numerical Recipes. */
export function noise(length: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  });
}

/** CIFAR-10 has ten classes. */
const classes = 10;

/** Returns images of noise and their labels, equal for every library: fewer images are the first ones of more. */
export function noiseBatch(
  count: number,
  shape: readonly number[],
): { images: Float32Array; labels: Int32Array } {
  return {
    images: noise(shape.reduce((product, size) => product * size, count)),
    labels: Int32Array.from({ length: count }, (_, i) => i % classes),
  };
}
