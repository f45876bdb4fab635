import type { NodeModules } from '@nin/durable-files';
import { ModelFileError } from './model-file-error';

/** Returns the size of a regular file in bytes without reading it; throws for a device, a pipe or a folder. */
export async function fileSize({ fs }: NodeModules, path: string): Promise<number> {
  const stats = await fs.stat(path).catch((cause: unknown) => {
    throw readingError(path, cause);
  });
  if (!stats.isFile()) {
    const kind = stats.isDirectory() ? 'a folder' : 'a device or pipe';
    throw new ModelFileError(path, 'unreadable', `must be a file, got ${kind}`);
  }
  return stats.size;
}

/** Returns the bytes of a file whose size has been checked. */
export async function readBytes({ fs }: NodeModules, path: string, size: number): Promise<Uint8Array> {
  // Some regular files, such as those in /proc, report size 0 but never end.
  if (size === 0) return new Uint8Array();
  try {
    return await fs.readFile(path);
  } catch (cause) {
    throw readingError(path, cause);
  }
}

function readingError(path: string, cause: unknown): ModelFileError {
  const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
  return new ModelFileError(path, missing ? 'missing' : 'unreadable', 'cannot be read', cause);
}
