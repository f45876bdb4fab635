/** How a typed shape compares with the true one. */
export type Verdict = 'right' | 'empty' | 'length' | 'size' | 'channels';

/**
 * Judges a typed shape: `342×342×384`, `342, 342, 384`, or with the lecture's batch of 1 before it.
 *
 * @param truth `[height, width, channels]`, or `[classes]`.
 */
export function judgeShape(typed: string, truth: readonly number[]): Verdict {
  const numbers = typed.match(/\d+/g)?.map(Number) ?? [];
  if (numbers.length === 0) return 'empty';
  const hasBatch = numbers.length === truth.length + 1 && numbers[0] === 1;
  const shape = hasBatch ? numbers.slice(1) : numbers;
  if (shape.length !== truth.length) return 'length';
  if (shape.every((size, i) => size === truth[i])) return 'right';
  const sizesRight = shape.slice(0, -1).every((size, i) => size === truth[i]);
  return sizesRight ? 'channels' : 'size';
}
