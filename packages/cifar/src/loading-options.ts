import { requireFunction, shown } from '@nin/checks';
import type { OnProgress } from './progress';

/** Options of every loader besides its source. */
export interface LoadingOptions {
  onProgress?: OnProgress | undefined;
  signal?: AbortSignal | undefined;
}

/** Throws a TypeError unless `onProgress` is a function and `signal` an AbortSignal, where given. */
export function requireLoadingOptions(where: string, { onProgress, signal }: LoadingOptions): void {
  if (onProgress !== undefined) requireFunction(`${where}: onProgress`, onProgress);
  if (signal !== undefined && !isSignal(signal)) {
    throw new TypeError(`${where}: signal must be an AbortSignal, got ${shown(signal)}`);
  }
}

function isSignal(value: unknown): boolean {
  return typeof (value as Partial<AbortSignal> | null)?.throwIfAborted === 'function';
}
