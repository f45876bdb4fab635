/** Freezes plain data deeply, because it is shared. */
export function deepFreeze<T extends object>(data: T): T {
  for (const part of Object.values(data) as unknown[]) {
    if (typeof part === 'object' && part !== null) deepFreeze(part);
  }
  return Object.freeze(data);
}
