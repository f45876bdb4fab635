import { shown } from '@nin/checks';

/** A tensor of TensorFlow.js, or anything else that has a shape and gives its values by `dataSync`. */
export interface TensorLike {
  /** How many values there are along each axis. */
  readonly shape: readonly number[];
  /** Returns all values, row-major. */
  dataSync(): ArrayLike<number> | ArrayLike<string>;
}

/** The values of an argument in one row, and the shape it came with if it was a tensor. */
interface FlatValues {
  readonly values: ArrayLike<unknown>;
  readonly shape?: readonly number[];
}

/**
 * Returns what an array, a typed array or a tensor holds. `where` is `function: argument`, here and below.
 *
 * @throws TypeError if it is none of them, or a tensor whose values cannot be read at once.
 */
export function valuesOf(where: string, argument: unknown): FlatValues {
  if (isTensor(argument)) return { values: read(where, argument), shape: argument.shape };
  if (!isList(argument)) {
    throw new TypeError(`${where} must be an array, a typed array or a tensor, got ${shown(argument)}`);
  }
  return { values: argument };
}

/** Whether a value is an array, a typed array, or an object that counts its elements as they do. Strings are none. */
export function isList(value: unknown): value is ArrayLike<unknown> {
  if (typeof value !== 'object' || value === null || isTensor(value)) return false;
  const { length } = value as { length?: unknown };
  return Number.isSafeInteger(length) && Number(length) >= 0;
}

/** A shape as messages show it. */
export function shownShape(shape: readonly number[]): string {
  return `a tensor of shape [${shape.join(', ')}]`;
}

function isTensor(value: unknown): value is TensorLike {
  const { dataSync, shape } = Object(value) as Partial<Record<keyof TensorLike, unknown>>;
  return typeof dataSync === 'function' && Array.isArray(shape);
}

function read(where: string, tensor: TensorLike): ArrayLike<unknown> {
  try {
    return tensor.dataSync();
  } catch (cause) {
    // WebGPU gives its values only later; a disposed tensor has none left. The cause says which.
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TypeError(
      `${where} must be values that can be read at once (await tensor.data() first), ` +
        `got ${shownShape(tensor.shape)} that cannot: ${reason}`,
      { cause },
    );
  }
}
