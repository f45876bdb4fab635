import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { bytes } from '@nin/recipes';
import { reasonOf, UsageError } from '../failure';
import { requirePictureSize } from './picture-size';

/** The largest file that is read: larger than those of cameras. */
const mostBytes = 64e6;

/** Timeout of a pipe, in milliseconds: its program may have to fetch something first. */
const longestSilence = 30_000;

/**
 * Reads the file of a picture, and checks only its header.
 *
 * @throws UsageError if it cannot be read, is too large, or its header is not that of a picture of a supported size.
 */
export async function readPicture(path: string): Promise<Buffer> {
  const file = await contentOf(path);
  try {
    requirePictureSize(file);
  } catch (error) {
    throw notAPicture(path, error);
  }
  return file;
}

/** Returns the error for a file that cannot be decoded. */
export function notAPicture(path: string, error: unknown): UsageError {
  return new UsageError(
    `IMAGE must be a PNG, JPEG, BMP, GIF or TIFF picture, got ${path}: ${reasonOf(error)}`,
  );
}

async function contentOf(path: string): Promise<Buffer> {
  let handle: FileHandle | undefined;
  try {
    // Otherwise a pipe without a writer would never open.
    handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = await handle.stat();
    // A device may have no end.
    if (!stats.isFile() && !stats.isFIFO())
      throw new Error(stats.isDirectory() ? 'it is a folder' : 'it is no file');
    if (stats.size > mostBytes) throw tooLarge(stats.size);
    return await upTo(handle, mostBytes);
  } catch (error) {
    throw new UsageError(`IMAGE must be a file that can be read, got ${path}: ${reasonOf(error)}`);
  } finally {
    await handle?.close();
  }
}

/** The length of a pipe is not known, and a file may grow. */
async function upTo(handle: FileHandle, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let length = 0; ;) {
    const part = await nextPart(handle);
    if (part.length === 0) return Buffer.concat(parts);
    parts.push(part);
    length += part.length;
    if (length > most) throw tooLarge(length);
  }
}

/** Returns the next bytes; empty at the end. */
async function nextPart(handle: FileHandle): Promise<Buffer> {
  for (const start = performance.now(); performance.now() - start < longestSilence; await pause(20)) {
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(1 << 20));
      return buffer.subarray(0, bytesRead);
    } catch (error) {
      // A pipe whose program has not written yet.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
  throw new Error(`nothing has come from its pipe for ${longestSilence / 1000} s`);
}

function tooLarge(length: number): Error {
  return new Error(`it has ${bytes(length)} or more, and at most ${bytes(mostBytes)} are read`);
}
