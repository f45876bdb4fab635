import * as v from 'valibot';
import { activations } from '../activation';
import { kernelInitializers } from '../kernel-initializer';
import { limits } from '../limits';

/*
 * Schemas for the fields of block kinds. The message of a schema is its rule, such as `a positive integer`, which completes
 * "must be". The path, the upper limit and the value are added when a problem is reported.
 */

/** An integer from `least` to `most`. `rule` describes it in messages. */
function integerFrom(least: number, most: number, rule: string) {
  return v.pipe(v.number(rule), v.integer(rule), v.minValue(least, rule), v.maxValue(most, rule));
}

/**
 * An integer of 1 or above.
 *
 * @param most upper limit. Default 2 ** 53 − 1.
 */
export function positiveInteger(most: number = Number.MAX_SAFE_INTEGER) {
  return integerFrom(1, most, 'a positive integer');
}

/**
 * An integer of 0 or above.
 *
 * @param most upper limit. Default 2 ** 53 − 1.
 */
export function nonNegativeInteger(most: number = Number.MAX_SAFE_INTEGER) {
  return integerFrom(0, most, 'a non-negative integer');
}

/** An integer from `least` to `most`, both included. */
export function integer(least: number, most: number) {
  const rule = `an integer from ${least.toLocaleString('en-US')}`;
  return integerFrom(least, most, rule);
}

/**
 * An array of integers of 1 or above.
 *
 * @param most upper limit of each integer.
 * @param longest maximum length.
 */
export function positiveIntegers(most: number, longest: number) {
  const rule = `an array of up to ${longest} positive integers`;
  const schema = v.pipe(v.array(positiveInteger(most), rule), v.maxLength(longest, rule));
  // Readonly arrays are accepted too: valibot only reads, but its array type is mutable.
  return schema as unknown as v.GenericSchema<readonly number[]>;
}

/** A number in [0, 1). */
export function fraction() {
  const rule = 'in [0, 1)';
  return v.pipe(v.number(rule), v.minValue(0, rule), v.ltValue(1, rule));
}

/** A finite number above zero. */
export function positiveNumber() {
  const rule = 'a positive number';
  return v.pipe(v.number(rule), v.finite(rule), v.gtValue(0, rule));
}

/** One of a list of names. */
export function oneOf<const Names extends readonly string[]>(names: Names) {
  return v.picklist(names, 'one of');
}

/** True or false. */
export function boolean() {
  return v.boolean('true or false');
}

/** Name of an activation of TensorFlow.js. `'linear'` is the identity. */
export function activation() {
  return oneOf(activations);
}

/** Channels of a map: a positive integer up to 1,000,000. */
export function channels() {
  return positiveInteger(limits.channels);
}

/** Name of a kernel initializer of TensorFlow.js. */
export function kernelInitializer() {
  return oneOf(kernelInitializers);
}

/** An object with exactly these fields. */
export function object<const Entries extends v.ObjectEntries>(entries: Entries) {
  const schema = v.strictObject(entries, `an object with the fields ${Object.keys(entries).join(', ')}`);
  const { '~run': run } = schema;
  // valibot treats an array as an object: without required fields, [] would be accepted.
  const runObjects: typeof run = (dataset, config) => {
    if (!Array.isArray(dataset.value)) return run.call(schema, dataset, config);
    v._addIssue(schema, 'type', dataset, config);
    return dataset as unknown as ReturnType<typeof run>;
  };
  return Object.assign(schema, { '~run': runObjects });
}

/** Batch normalization: true, false or its settings. */
export function batchNorm() {
  return v.union(
    [
      boolean(),
      object({
        momentum: v.optional(
          v.pipe(
            fraction(),
            v.description('Fraction of the moving average to keep at each step. Default 0.99, as in Keras.'),
          ),
        ),
        epsilon: v.optional(
          v.pipe(
            positiveNumber(),
            v.description('Added to the variance before the square root. Default 0.001, as in Keras.'),
          ),
        ),
      }),
    ],
    'true, false or an object with the fields momentum, epsilon',
  );
}
