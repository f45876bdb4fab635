import { shown } from '@nin/checks';
import type { Classifier } from './classifier';

/**
 * Checks labels on the host, where an error can name a wrong one: on the device it would give NaN, or nothing.
 *
 * @throws TypeError or RangeError unless there are `count` labels, each an integer, 0 to classes − 1.
 */
export function requireLabels(
  where: string,
  { labels }: { labels?: ArrayLike<number> | undefined },
  count: number,
  { classes }: Classifier,
): void {
  if (labels === undefined) throw new TypeError(`${where}: labels must be given, got none`);
  if (!isList(labels)) {
    throw new TypeError(`${where}: labels must be an array of class indices, got ${shown(labels)}`);
  }
  if (labels.length !== count) {
    throw new RangeError(`${where}: labels must be ${count}, one per image, got ${labels.length}`);
  }
  for (let i = 0; i < count; i++) {
    const label = labels[i] ?? NaN;
    if (typeof label !== 'number') {
      throw new TypeError(`${where}: label ${shown(label)} is not a number`);
    }
    if (!(label >= 0 && label < classes)) {
      throw new RangeError(`${where}: label ${label} is outside 0..${classes - 1}`);
    }
    if (!Number.isInteger(label)) throw new RangeError(`${where}: label ${label} is not an integer`);
  }
}

function isList(labels: unknown): boolean {
  return Array.isArray(labels) || (ArrayBuffer.isView(labels) && !(labels instanceof DataView));
}
