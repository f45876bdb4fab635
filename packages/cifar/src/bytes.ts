import { shown } from '@nin/checks';

/**
 * Throws a TypeError unless `value` is an array of bytes. Other numbers would be looked up as bytes and give NaN.
 *
 * By its name and not its class, so that arrays of another window, frame or worker count too.
 */
export function requireBytes(where: string, value: unknown): asserts value is Uint8Array {
  const name = Object.prototype.toString.call(value);
  if (name === '[object Uint8Array]' || name === '[object Uint8ClampedArray]') return;
  throw new TypeError(
    `${where} must be a Uint8Array, got ${name === '[object ArrayBuffer]' ? 'an ArrayBuffer' : shown(value)}`,
  );
}
