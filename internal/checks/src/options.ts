import { didYouMean } from './nearest-name';
import { printable } from './printable';
import { isPromise, shown } from './shown';

/** Every name of an options interface: TypeScript refuses a list that lacks one, or has one too many. */
export type OptionNames<Options> = Readonly<Record<keyof Required<Options>, true>>;

/**
 * Throws a TypeError unless `options` is an object all of whose fields are in `names`.
 *
 * Without this a misspelled option is ignored and its default used: a wrong result without a word.
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

/** Objects that are something else: their fields would be listed as unknown options, one at a time. */
function isNoOptions(value: object): boolean {
  if (Array.isArray(value) || ArrayBuffer.isView(value) || isPromise(value)) return true;
  return typeof (value as { dispose?: unknown }).dispose === 'function'; // Tensors, models, optimizers.
}
