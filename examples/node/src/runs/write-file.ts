import { replaceDurably } from '@nin/durable-files';
import type { FolderLock } from './folder-lock';

/**
 * Writes a file so that whoever looks sees the old text or the new one, never a part, through a power failure too.
 *
 * @throws UsageError if this process no longer has the folder that the lock is of; then nothing is written.
 */
export async function writeWhole(path: string, text: string, lock?: FolderLock): Promise<void> {
  await lock?.requireHeld();
  await replaceDurably(path, text, { check: lock?.requireHeld });
}

/** Writes a value as JSON, whole or not at all. */
export function writeJson(path: string, value: unknown, lock?: FolderLock): Promise<void> {
  return writeWhole(path, `${JSON.stringify(value, null, 2)}\n`, lock);
}
