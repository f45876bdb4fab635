import { didYouMean, shown } from '@nin/checks';
import { shownShape, valuesOf, type TensorLike } from './tensor-like';

/**
 * The class of each sample: its index (an integer, from 0 up, also as a `bigint`) or its name. An array, a typed array of
 * any kind, or a tensor of shape [samples] or [samples, 1] whose values can be read at once; on WebGPU,
 * `await tensor.data()` first.
 */
export type ClassValues = ArrayLike<number> | ArrayLike<bigint> | readonly string[] | TensorLike;

/** Classes as they were given: all by index, or all by name. Without samples, by index. */
export type GivenClasses =
  | { readonly by: 'index'; readonly values: ArrayLike<number> }
  | { readonly by: 'name'; readonly values: ArrayLike<string> };

/** A label and a prediction of each sample. */
export interface GivenSamples {
  readonly labels: GivenClasses;
  readonly predictions: GivenClasses;
}

/**
 * Reads labels and predictions.
 *
 * @param name The function they were given to.
 * @throws TypeError if one is no list of numbers or of names; RangeError if they differ in length.
 */
export function readSamples(name: string, labels: ClassValues, predictions: ClassValues): GivenSamples {
  const samples = {
    labels: readClasses(`${name}: labels`, labels),
    predictions: readClasses(`${name}: predictions`, predictions),
  };
  const [expected, got] = [samples.labels.values.length, samples.predictions.values.length];
  if (got !== expected) {
    throw new RangeError(`${name}: predictions must be as many as labels (${expected}), got ${got}`);
  }
  return samples;
}

/** Reads one class a sample. `where` is `function: argument`, here and below. */
export function readClasses(where: string, given: ClassValues): GivenClasses {
  const { values, shape } = valuesOf(where, given);
  if (shape && shape.length !== 1 && !(shape.length === 2 && shape[1] === 1)) {
    throw new RangeError(
      `${where} must be one class a sample, of shape [samples] (of scores, take tf.argMax first), ` +
        `got ${shownShape(shape)}`,
    );
  }
  const by = typeof values[0] === 'string' ? 'name' : 'index';
  // Copied, as bigints become numbers on the way, and the caller's array may change.
  const read: unknown[] | Float64Array = by === 'name' ? [] : new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    const fits = by === 'name' ? typeof value === 'string' : isIndexLike(value);
    if (!fits) {
      const rule =
        i === 0 ? 'a class index or a class name' : `a class ${by} as ${shown(values[0])} before it`;
      throw new TypeError(`${where}[${i}] must be ${rule}, got ${shown(value)}`);
    }
    read[i] = by === 'name' ? value : Number(value);
  }
  return { by, values: read } as GivenClasses;
}

/** Bigints that a float64 cannot hold would be rounded, and then seem equal. */
function isIndexLike(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'bigint' && Number.isSafeInteger(Number(value)));
}

/** Returns the index of each class, by looking names up; throws unless each is one of `classNames`. */
export function indicesOf(
  where: string,
  given: GivenClasses,
  classNames: readonly string[],
): ArrayLike<number> {
  if (given.by === 'index') {
    requireClassIndices(where, given.values, classNames.length);
    return given.values;
  }
  const indices = new Map(classNames.map((name, index) => [name, index]));
  if (indices.size < classNames.length) {
    const twice = classNames.find((name, index) => indices.get(name) !== index);
    throw new RangeError(
      `${where} must be class indices where two classes share a name, got ${shown(twice)}`,
    );
  }
  return Array.from(given.values, (name, i) => {
    const index = indices.get(name);
    if (index === undefined) {
      const hint = didYouMean(name, classNames, shown);
      throw new RangeError(`${where}[${i}] must be one of the class names, got ${shown(name)}${hint}`);
    }
    return index;
  });
}

/** Throws unless every value is the index of one of `classes` classes. */
export function requireClassIndices(where: string, indices: ArrayLike<unknown>, classes: number): void {
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i];
    if (!Number.isInteger(index) || Number(index) < 0 || Number(index) >= classes) {
      throw new RangeError(
        `${where}[${i}] must be a class index from 0 to ${classes - 1}, got ${shown(index)}`,
      );
    }
  }
}
