import { isDeepStrictEqual } from 'node:util';
import { shown } from '@nin/checks';
import { InvalidArgumentError } from 'commander';
import { grouped } from '@nin/recipes';
import { upperEnds } from './upper-ends';

/** What a grid varies: a path and the values it gets in turn. */
export interface Variation {
  /** As {@link withValueAt} takes it. */
  path: string;
  /** Of JSON. */
  values: readonly unknown[];
}

/**
 * Reads `PATH=V1,V2,…` and puts it behind those read before. Values are JSON where they are JSON, such as `2`, `true`, `[192,96]`
 * or `"2"`, `FROM..TO` is all integers from one to the other, and the rest is text.
 */
export function addVariation(text: string, before: readonly Variation[] = []): Variation[] {
  const [, path, list] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  if (!path || !list) throw new InvalidArgumentError('It must be PATH=VALUE,VALUE,…');
  const values = splitAtCommas(list).flatMap(valuesOf);
  if (values.length > upperEnds.gridPoints) {
    throw new InvalidArgumentError(`There may be up to ${grouped(upperEnds.gridPoints)} values.`);
  }
  const twice = values.find((value, i) =>
    values.slice(0, i).some((other) => isDeepStrictEqual(value, other)),
  );
  if (twice !== undefined)
    throw new InvalidArgumentError(`No value may be there twice, as ${shown(twice)} is.`);
  if (before.some((variation) => variation.path === path)) {
    throw new InvalidArgumentError(`No path may be given twice, as ${path} is.`);
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
  if (text.trim() === '') throw new InvalidArgumentError('No value may be empty.');
  try {
    return [JSON.parse(text)];
  } catch {
    return [text.trim()];
  }
}

function integers(from: number, to: number): number[] {
  if (
    to < from ||
    to - from >= upperEnds.gridPoints ||
    !Number.isSafeInteger(from) ||
    !Number.isSafeInteger(to)
  ) {
    throw new InvalidArgumentError(
      `FROM..TO must be up to ${grouped(upperEnds.gridPoints)} integers, the smallest first.`,
    );
  }
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
