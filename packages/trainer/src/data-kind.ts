import { shown } from '@nin/checks';

/**
 * Checks that data are arrays, batches or a function that gives batches: what else is often given in their place could
 * pass for one of them, and fail later in other words.
 *
 * @param where opens the message of an error; `name` is what the argument is called there.
 * @throws TypeError saying what to give instead.
 */
export function requireDataKind(where: string, name: string, data: unknown): void {
  const got = foreign(where, data);
  if (got === undefined) return;
  throw new TypeError(
    `${where}: ${name} must be arrays, batches or a function that gives batches, got ${got}`,
  );
}

/** What data of another kind are; undefined for ours. */
function foreign(where: string, data: unknown): string | undefined {
  if (typeof data === 'function') return undefined;
  if (typeof data !== 'object' || data === null) return shown(data);
  if (has(data, 'then') || has(data, 'dataSync')) return shown(data);
  if (has(data, 'forEachAsync')) {
    return `${shown(data)}: give a function that goes through it and yields { images, labels, count }`;
  }
  if (ArrayBuffer.isView(data)) return `${shown(data)}: give { images, labels, shape }`;
  if ('train' in data && 'test' in data) {
    const part = where === 'train' ? 'train' : 'test';
    return `both parts of a data set: give one of them, such as data.${part}`;
  }
  if (Array.isArray(data) && data.some((one) => has(one, 'dataSync'))) {
    return 'an array of tensors: give { images, labels, shape } with await tensor.data()';
  }
  return undefined;
}

function has(value: unknown, method: string): boolean {
  return typeof (value as Record<string, unknown> | null | undefined)?.[method] === 'function';
}
