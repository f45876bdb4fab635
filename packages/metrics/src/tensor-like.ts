import { shown } from '@nin/checks';

/** A tensor of TensorFlow.js, or any object with `shape` and `dataSync`. */
export interface TensorLike {
  /** Length of each axis. */
  readonly shape: readonly number[];
  /** Returns all values, row-major. */
  dataSync(): ArrayLike<number> | ArrayLike<string>;
}

/** Values of an argument, and its shape if it is a tensor. */
interface FlatValues {
  readonly values: ArrayLike<unknown>;
  readonly shape?: readonly number[];
}

/**
 * Returns the values of an array, a typed array or a tensor. `where` is `function: argument`, here and below.
 *
 * @throws TypeError if the argument is of another type, or a tensor that cannot be read synchronously.
 */
export function valuesOf(where: string, argument: unknown): FlatValues {
  if (isTensor(argument)) return { values: read(where, argument), shape: argument.shape };
  if (!isList(argument)) {
    throw new TypeError(`${where} must be an array, a typed array or a tensor, got ${shown(argument)}`);
  }
  return { values: argument };
}

/** Whether a value is an array, a typed array or another array-like object, but not a string. */
export function isList(value: unknown): value is ArrayLike<unknown> {
  if (typeof value !== 'object' || value === null || isTensor(value)) return false;
  const { length } = value as { length?: unknown };
  return Number.isSafeInteger(length) && Number(length) >= 0;
}

/** Formats a shape for error messages. */
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
    // WebGPU can only be read asynchronously; or the tensor is disposed. The cause contains the reason.
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TypeError(
      `${where} must be values that can be read synchronously (await tensor.data() first), ` +
        `got ${shownShape(tensor.shape)} that cannot: ${reason}`,
      { cause },
    );
  }
}
