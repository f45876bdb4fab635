import { didYouMean, requireArray, shown } from '@nin/checks';
import { shownShape, valuesOf, type TensorLike } from './tensor-like';

/**
 * Class of each sample: its index (a non-negative integer, or `bigint`) or its name. An array, a typed array, or a tensor of shape
 * [samples] or [samples, 1] that can be read synchronously; on WebGPU, `await tensor.data()` first.
 */
export type ClassValues = ArrayLike<number> | ArrayLike<bigint> | readonly string[] | TensorLike;

/** Classes, all by index or all by name; by index without samples. */
export type GivenClasses =
  | { readonly by: 'index'; readonly values: ArrayLike<number> }
  | { readonly by: 'name'; readonly values: ArrayLike<string> };

/** Labels and predictions of the samples. */
export interface GivenSamples {
  readonly labels: GivenClasses;
  readonly predictions: GivenClasses;
}

/**
 * Checks labels and predictions.
 *
 * @param name public function that was called.
 * @throws TypeError unless both are lists of numbers or of names; RangeError if they differ in length.
 */
export function readSamples(name: string, labels: ClassValues, predictions: ClassValues): GivenSamples {
  const samples = {
    labels: readClasses(`${name}: labels`, labels),
    predictions: readClasses(`${name}: predictions`, predictions),
  };
  const [expected, got] = [samples.labels.values.length, samples.predictions.values.length];
  if (got !== expected) {
    throw new RangeError(`${name}: predictions must have the length of labels (${expected}), got ${got}`);
  }
  return samples;
}

/** Checks one class per sample. `where` is `function: argument`, here and below. */
export function readClasses(where: string, given: ClassValues): GivenClasses {
  const { values, shape } = valuesOf(where, given);
  if (shape && shape.length !== 1 && !(shape.length === 2 && shape[1] === 1)) {
    throw new RangeError(
      `${where} must have one class per sample, of shape [samples] (for scores, call tf.argMax first), ` +
        `got ${shownShape(shape)}`,
    );
  }
  const by = typeof values[0] === 'string' ? 'name' : 'index';
  // Copied, since bigints are converted to numbers, and the caller's array may change.
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

/** Whether a value can be an index: unsafe bigints would be rounded, and then compare equal. */
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
    throw new RangeError(`${where} must be class indices if two classes share a name, got ${shown(twice)}`);
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

/** Throws a TypeError unless `names` is an array of strings. `where` is `function: argument`. */
export function requireClassNames(where: string, names: unknown): asserts names is readonly string[] {
  requireArray(where, names);
  const bad = names.findIndex((name) => typeof name !== 'string');
  if (bad >= 0) throw new TypeError(`${where}[${bad}] must be a string, got ${shown(names[bad])}`);
}
