import { shown } from '@nin/checks';

/**
 * Throws a TypeError unless `value` is a Uint8Array or a Uint8ClampedArray. Other numbers would silently become NaN.
 *
 * Compares names instead of classes, so that arrays of another window, frame or worker are accepted.
 */
export function requireBytes(where: string, value: unknown): asserts value is Uint8Array {
  const name = Object.prototype.toString.call(value);
  if (name === '[object Uint8Array]' || name === '[object Uint8ClampedArray]') return;
  throw new TypeError(
    `${where} must be a Uint8Array, got ${name === '[object ArrayBuffer]' ? 'an ArrayBuffer' : shown(value)}`,
  );
}
