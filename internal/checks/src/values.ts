import { didYouMean } from './nearest-name';
import { shown } from './shown';

/** Throws a TypeError unless `value` is an array. `where` is `function: argument`, here and below. */
export function requireArray(where: string, value: unknown): asserts value is readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError(`${where} must be an array, got ${shown(value)}`);
}

/** Throws a TypeError unless `value` is true or false. */
export function requireBoolean(where: string, value: unknown): asserts value is boolean {
  if (typeof value !== 'boolean') throw new TypeError(`${where} must be true or false, got ${shown(value)}`);
}

/** Throws a TypeError unless `value` is a function. */
export function requireFunction(where: string, value: unknown): void {
  if (typeof value !== 'function') throw new TypeError(`${where} must be a function, got ${shown(value)}`);
}

/** Throws a TypeError unless `value` is a string. */
export function requireString(where: string, value: unknown): asserts value is string {
  if (typeof value !== 'string') throw new TypeError(`${where} must be a string, got ${shown(value)}`);
}

/** Throws a RangeError unless `value` is one of `choices`; suggests the most similar one. */
export function requireOneOf(where: string, value: unknown, choices: readonly string[]): void {
  if (typeof value === 'string' && choices.includes(value)) return;
  throw new RangeError(`${where} ${choiceProblem(value, choices)}`);
}

/** Returns the second part of a message about a value that is not one of `choices`. */
export function choiceProblem(value: unknown, choices: readonly string[]): string {
  return `must be one of ${choices.map(shown).join(', ')}, got ${shown(value)}${didYouMean(value, choices, shown)}`;
}
