/** Images that are noise, in [0, 1), and their labels. */
export interface Batch {
  /** [count, …shape] */
  images: Float32Array;
  /** [count] */
  labels: Int32Array;
}

/** CIFAR-10 has as many. */
const classes = 10;

/** Makes the same images and labels every time, for every library: fewer images are the first ones of more. */
export function makeBatch(count: number, shape: readonly number[]): Batch {
  return {
    images: noise(shape.reduce((product, size) => product * size, count)),
    labels: Int32Array.from({ length: count }, (_, i) => i % classes),
  };
}

/** Numbers in [0, 1) without order, the same every time: a linear congruential generator (Numerical Recipes' constants). */
export function noise(length: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  });
}
