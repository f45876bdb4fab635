import { requireArray, shown } from '@nin/checks';

/** Throws a TypeError unless `names` is an array of strings. `where` is `function: argument`. */
export function requireClassNames(where: string, names: unknown): asserts names is readonly string[] {
  requireArray(where, names);
  const bad = names.findIndex((name) => typeof name !== 'string');
  if (bad >= 0) throw new TypeError(`${where}[${bad}] must be a string, got ${shown(names[bad])}`);
}
