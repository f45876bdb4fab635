import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { CifarIntegrityError } from '../cifar-errors';
import { parseIntegrity } from '../integrity';
import type { MinimumRate } from '../minimum-rate';
import type { OnProgress } from '../progress';
import { countBytes } from './count-bytes';
import { describeError } from './describe-error';
import { discard, HttpStatusError, type HttpClient } from './http-client';
import { requireRate, StallError } from './require-rate';

/** A file to fetch, and how to know it. */
export interface Download {
  url: string;
  headers?: Record<string, string>;
  /** Where it goes; on its way it is at its {@link partialPath}. */
  path: string;
  bytes: number;
  /** As in Subresource Integrity. */
  integrity: string;
}

export interface DownloadContext {
  http: HttpClient;
  /** Where the file comes from, as in a sentence. */
  source: string;
  report: OnProgress;
  signal?: AbortSignal;
  /** How long to wait before each new attempt, in milliseconds; after the last one it is given up. */
  retryDelaysMs: readonly number[];
  /** A server slower than this has stalled. */
  rate: MinimumRate;
}

/** Where a file is until it is complete and verified. */
export function partialPath(path: string): string {
  return `${path}.partial`;
}

/**
 * Fetches a file and verifies it. What an earlier call left unfinished is continued.
 *
 * @throws CifarIntegrityError if what arrived is not the file meant; it is deleted then.
 */
export async function downloadFile(download: Download, context: DownloadContext): Promise<void> {
  const partial = partialPath(download.path);
  if ((await sizeOf(download.path)) > 0) await rename(download.path, partial);
  for (;;) {
    const resumed = (await sizeOf(partial)) > 0;
    await fetchAll(download, partial, context);
    if (await isIntact(download, partial, context)) break;
    await rm(partial);
    if (!resumed) {
      throw new CifarIntegrityError(`what was downloaded has another checksum than ${download.integrity}`);
    }
    notice(context, 'what an earlier download left is damaged; downloading it again');
  }
  await rename(partial, download.path);
}

async function fetchAll(download: Download, partial: string, context: DownloadContext): Promise<void> {
  const { signal, retryDelaysMs } = context;
  let failures = 0;
  let furthest = await sizeOf(partial);
  for (;;) {
    const before = await sizeOf(partial);
    if (before === download.bytes) return;
    try {
      await fetchRest(download, partial, before, context);
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof CifarIntegrityError) await rm(partial, { force: true });
      const after = await sizeOf(partial);
      // A bad line is worth going on with as long as each attempt brings a hundredth of the file that was not there before.
      failures = after - furthest > download.bytes / 100 ? 1 : failures + 1;
      furthest = Math.max(furthest, after);
      const wait = retryDelaysMs[failures - 1];
      if (!isPassing(error)) throw error;
      const where = after > 0 ? `, stopped at ${megabytes(after)} of ${megabytes(download.bytes)}` : '';
      if (wait === undefined) throw new Error(`${describeError(error)}${where}`, { cause: error });
      notice(context, `${describeError(error)}${where}; trying again in ${wait / 1000} s`);
      await delay(wait, undefined, { signal });
    }
  }
}

/** An answer that does not continue what is there, or ends before the file does. */
class CutShortError extends Error {}

async function fetchRest(
  { url, headers, bytes }: Download,
  partial: string,
  have: number,
  { http, source, report, signal, rate }: DownloadContext,
): Promise<void> {
  const range = have > 0 ? { range: `bytes=${have}-` } : undefined;
  const response = await http.get(url, {
    headers: { 'accept-encoding': 'identity', ...headers, ...range },
    accept: [416],
    signal,
  });
  const rangeStart = /^bytes (\d+)-/.exec(String(response.headers['content-range']))?.[1];
  if (have > bytes || response.status === 416 || (response.status === 206 && rangeStart !== String(have))) {
    discard(response.body);
    await rm(partial, { force: true });
    throw new CutShortError('the server did not continue where the download had stopped');
  }
  const start = response.status === 206 ? have : 0;
  let loaded = start;
  const message = `Downloading ${source}`;
  const count = countBytes((chunk) => {
    loaded += chunk;
    if (loaded > bytes) throw new CifarIntegrityError(`what is downloaded is longer than ${bytes} bytes`);
    report({ phase: 'download', source, loaded, total: bytes, message });
  });
  const file = createWriteStream(partial, { flags: start > 0 ? 'a' : 'w' });
  await pipeline(response.body, requireRate(rate), count, file, { signal });
  if (loaded < bytes) throw new CutShortError('the server ended the download early');
}

async function isIntact(
  { bytes, integrity }: Download,
  partial: string,
  { source, report, signal }: DownloadContext,
): Promise<boolean> {
  const { algorithm, digest } = parseIntegrity(integrity);
  const hash = createHash(algorithm);
  let loaded = 0;
  for await (const chunk of createReadStream(partial, { signal }) as AsyncIterable<Uint8Array>) {
    hash.update(chunk);
    loaded += chunk.length;
    report({ phase: 'verify', source, loaded, total: bytes, message: `Verifying ${source}` });
  }
  return hash.digest('base64') === digest;
}

const passingCodes = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EPIPE',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

/** Whether trying again may help. */
function isPassing(error: unknown): boolean {
  if (error instanceof CutShortError || error instanceof StallError) return true;
  if (error instanceof HttpStatusError) return [408, 429].includes(error.status) || error.status >= 500;
  return passingCodes.has((error as NodeJS.ErrnoException).code ?? '');
}

function notice({ source, report }: DownloadContext, text: string): void {
  report({ phase: 'notice', source, loaded: 0, total: 0, message: `${source}: ${text}` });
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** The size of a file in bytes, 0 if there is none. */
async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}
