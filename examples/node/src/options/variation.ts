import { isDeepStrictEqual } from 'node:util';
import { shown } from '@nin/checks';
import { grouped, limits, settingValue } from '@nin/recipes';
import { InvalidArgumentError } from 'commander';

/** What a grid varies: a path and its values. */
export interface Variation {
  /** As `applySettings` takes it. */
  path: string;
  /** JSON values. */
  values: readonly unknown[];
}

/**
 * Reads `PATH=V1,V2,…` and adds it to those read before. A value is JSON, such as `2`, `true`, `[192,96]` or `"2"`, `FROM..TO` for
 * all integers from one to the other, or else text.
 */
export function addVariation(text: string, before: readonly Variation[] = []): Variation[] {
  const [, path, list] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  if (!path || !list) throw new InvalidArgumentError('It must be PATH=VALUE,VALUE,…');
  const values = splitAtCommas(list).flatMap(valuesOf);
  if (values.length > limits.grid) {
    throw new InvalidArgumentError(`It must have up to ${grouped(limits.grid)} values.`);
  }
  const twice = values.find((value, i) =>
    values.slice(0, i).some((other) => isDeepStrictEqual(value, other)),
  );
  if (twice !== undefined)
    throw new InvalidArgumentError(`Values must be unique, got ${shown(twice)} twice.`);
  if (before.some((variation) => variation.path === path)) {
    throw new InvalidArgumentError(`Paths must be unique, got ${path} twice.`);
  }
  return [...before, { path, values }];
}

/** Commas within brackets, braces and strings are part of a value. */
function splitAtCommas(list: string): string[] {
  const tokens = list.match(/"(?:[^"\\]|\\.)*"|[\s\S]/g) ?? [];
  const parts = [''];
  let depth = 0;
  for (const token of tokens) {
    if ('[{'.includes(token)) depth++;
    if (']}'.includes(token)) depth--;
    if (token === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += token;
  }
  return parts;
}

function valuesOf(text: string): unknown[] {
  const range = /^(-?\d+)\.\.(-?\d+)$/.exec(text.trim());
  if (range) return integers(Number(range[1]), Number(range[2]));
  if (text.trim() === '') throw new InvalidArgumentError('Values must not be empty.');
  return [settingValue(text)];
}

function integers(from: number, to: number): number[] {
  if (to < from || to - from >= limits.grid || !Number.isSafeInteger(from) || !Number.isSafeInteger(to)) {
    throw new InvalidArgumentError(
      `FROM..TO must be up to ${grouped(limits.grid)} integers, the smallest first.`,
    );
  }
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
