import { shown } from '@nin/checks';
import { limits } from './limits';

/** Throws unless `shape` is `[height, width, channels]`, all positive integers up to 1,000,000. */
export function requireImageShape(where: string, shape: unknown): asserts shape is readonly number[] {
  const sizes: unknown[] = Array.isArray(shape) ? Array.from(shape as unknown[]) : [];
  if (sizes.length !== 3 || !sizes.every((size) => Number.isSafeInteger(size) && Number(size) > 0)) {
    throw new RangeError(
      `${where} must be [height, width, channels] in positive integers, got ${shown(shape)}`,
    );
  }
  const [height, width, channels] = sizes.map(Number) as [number, number, number];
  if (Math.max(height, width) > limits.side || channels > limits.channels) {
    throw new RangeError(
      `${where} must be [height, width, channels] in positive integers up to ${limits.side.toLocaleString('en-US')}, got ${shown(shape)}`,
    );
  }
}
