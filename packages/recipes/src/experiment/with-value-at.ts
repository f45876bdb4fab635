import { didYouMean, shown } from '@nin/checks';

/** A path that leads nowhere in the data it was meant for. */
export class PathError extends Error {
  override name = 'PathError';
}

/**
 * Returns JSON data with another value at a path; the data themselves stay as they are.
 *
 * A path is names of fields and numbers of items from 0, joined by dots: `network.blocks.0.pool.size`. `*` is each item of an
 * array, and behind it items that lack what the path goes through stay as they are, as blocks without a pool. The field at the end
 * may be new, as optional ones are: the check of the data knows its fields.
 *
 * @throws PathError naming the place, what is there and what the path asks of it, with the nearest name.
 */
export function withValueAt(data: unknown, path: string, value: unknown): unknown {
  return replaced(data, path.split('.'), [], value);
}

function replaced(
  data: unknown,
  [step, ...rest]: readonly string[],
  before: readonly string[],
  value: unknown,
): unknown {
  if (step === undefined) return value;
  const inner = (part: unknown, name: string) => replaced(part, rest, [...before, name], value);
  if (Array.isArray(data)) {
    if (step === '*') return everyItem(data, inner, before);
    const place = /^\d{1,15}$/.test(step) ? Number(step) : data.length;
    if (place < data.length) return data.map((item, i): unknown => (i === place ? inner(item, step) : item));
    throw new PathError(
      `${named(before)} must have * or an item from 0 to ${data.length - 1} behind it, got ${step}`,
    );
  }
  if (typeof data !== 'object' || data === null) {
    throw new PathError(
      `${named(before)} must have fields for ${step} to be one of them, got ${shown(data)}`,
    );
  }
  if (step === '')
    throw new PathError(`${named(before)} must have the name of a field behind it, got ${shown(step)}`);
  if (rest.length > 0 && !Object.hasOwn(data, step)) {
    const known = Object.keys(data);
    throw new PathError(
      `${named(before)} has the fields ${known.join(', ')}, got ${step}${didYouMean(step, known)}`,
    );
  }
  return { ...data, [step]: inner((data as Record<string, unknown>)[step], step) };
}

/** Those that the path goes through, replaced; the first one's error if it goes through none. */
function everyItem(
  items: readonly unknown[],
  inner: (item: unknown, name: string) => unknown,
  before: readonly string[],
): unknown[] {
  const errors: PathError[] = [];
  const all = items.map((item, i) => {
    try {
      return inner(item, String(i));
    } catch (error) {
      if (!(error instanceof PathError)) throw error;
      errors.push(error);
      return item;
    }
  });
  if (errors.length < items.length) return all;
  throw errors[0] ?? new PathError(`${named(before)} must have items for * to be all of them, got none`);
}

function named(steps: readonly string[]): string {
  return steps.length > 0 ? steps.join('.') : 'the experiment';
}
