import type { Readable } from 'node:stream';
import { CifarFormatError } from '../cifar-errors';
import type { MinimumRate } from '../minimum-rate';
import { requireRate } from './require-rate';

/** Bounds on {@link readJson}. */
export interface JsonBounds {
  /** Maximum number of bytes. */
  most: number;
  rate: MinimumRate;
}

/**
 * Reads a JSON response.
 *
 * @param what names the response in errors.
 * @throws CifarFormatError if the response is too long or not JSON.
 * @throws StallError if the server is too slow.
 */
export async function readJson(body: Readable, what: string, { most, rate }: JsonBounds): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop closes the connection.
  for await (const chunk of requireRate(rate)(body)) {
    length += chunk.length;
    if (length > most) throw new CifarFormatError(`${what} must have at most ${most} bytes, got more`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch (error) {
    throw new CifarFormatError(`${what} must be JSON: ${(error as Error).message}`, { cause: error });
  }
}
