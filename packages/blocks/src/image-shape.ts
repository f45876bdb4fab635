import { shown } from '@nin/checks';

/** Throws unless `shape` is `[height, width, channels]`, all positive integers. */
export function requireImageShape(where: string, shape: unknown): asserts shape is readonly number[] {
  const sizes: unknown[] = Array.isArray(shape) ? Array.from(shape as unknown[]) : [];
  if (sizes.length !== 3 || !sizes.every((size) => Number.isSafeInteger(size) && Number(size) > 0)) {
    throw new RangeError(
      `${where} must be [height, width, channels] in positive integers, got ${shown(shape)}`,
    );
  }
}
