import { didYouMean } from './nearest-name';
import { printable } from './printable';
import { isPromise, shown } from './shown';

/** All names of an options interface. TypeScript reports a missing or an extra name. */
export type OptionNames<Options> = Readonly<Record<keyof Required<Options>, true>>;

/**
 * Throws a TypeError unless `options` is an object whose fields are all in `names`.
 *
 * Otherwise a misspelled option would silently be replaced by its default.
 *
 * @param where `function: options`, or `function: argument` for an object within the options.
 */
export function requireOptions(where: string, options: unknown, names: Readonly<Record<string, true>>): void {
  const known = Object.keys(names);
  if (typeof options !== 'object' || options === null || isNoOptions(options)) {
    throw new TypeError(
      `${where} must be an object with the fields ${known.join(', ')}, got ${shown(options)}`,
    );
  }
  for (const name of Object.keys(options)) {
    if (Object.hasOwn(names, name)) continue;
    throw new TypeError(
      `${where} must have only the fields ${known.join(', ')}, got ${printable(name)}${didYouMean(name, known)}`,
    );
  }
}

/** Whether an object is obviously not an options object: its fields would be reported as unknown options. */
function isNoOptions(value: object): boolean {
  if (Array.isArray(value) || ArrayBuffer.isView(value) || isPromise(value)) return true;
  return typeof (value as { dispose?: unknown }).dispose === 'function'; // Tensors, models, optimizers.
}
