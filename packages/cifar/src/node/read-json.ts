import type { Readable } from 'node:stream';
import { CifarFormatError } from '../cifar-errors';
import type { MinimumRate } from '../minimum-rate';
import { requireRate } from './require-rate';

/** Bounds on {@link readJson}. */
export interface JsonBounds {
  /** The most bytes that are read. */
  most: number;
  rate: MinimumRate;
}

/**
 * Reads the JSON a server sends.
 *
 * @param what what to call it in an error.
 * @throws CifarFormatError if it is too long or no JSON.
 * @throws StallError if it comes too slowly.
 */
export async function readJson(body: Readable, what: string, { most, rate }: JsonBounds): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop hangs up.
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
