import * as v from 'valibot';
import { limits } from './limits';

/*
 * Schemas for the fields of experiments, beside those of `@nin/blocks/fields`. As there, the message of a schema is the rule that a
 * value breaks.
 */

/** A number above zero, up to 1,000 by default. */
export function positiveRate(most: number = limits.rate) {
  const rule = 'a positive number';
  return v.pipe(v.number(rule), v.finite(rule), v.gtValue(0, rule), v.maxValue(most, rule));
}

/** A number of zero or above, up to 1,000. */
export function nonNegativeRate() {
  const rule = 'a non-negative number';
  return v.pipe(v.number(rule), v.finite(rule), v.minValue(0, rule), v.maxValue(limits.rate, rule));
}

/** A number from 0 to 1, both included. */
export function share() {
  const rule = 'a non-negative number';
  return v.pipe(v.number(rule), v.minValue(0, rule), v.maxValue(1, rule));
}

/** A string with at least one character. */
export function text() {
  const rule = 'a string that is not empty';
  return v.pipe(v.string(rule), v.minLength(1, rule));
}

/** Returns a schema with a default, described for help, forms and JSON Schema. */
export function field<Schema extends v.GenericSchema>(
  schema: Schema,
  standard: v.InferInput<Schema>,
  description: string,
) {
  return v.pipe(v.optional(schema, standard as never), v.description(description));
}

/** Returns a schema of a field that may be left out, described for help, forms and JSON Schema. */
export function optionalField<Schema extends v.GenericSchema>(schema: Schema, description: string) {
  return v.pipe(v.optional(schema), v.description(description));
}
