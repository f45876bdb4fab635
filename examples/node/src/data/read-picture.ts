import { readFile } from 'node:fs/promises';
import { reasonOf, UsageError } from '../failure';

/**
 * Reads the file of a picture.
 *
 * @throws UsageError if it cannot be read.
 */
export async function readPicture(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new UsageError(`IMAGE must be a file that can be read, got ${path}: ${reasonOf(error)}`);
  }
}
