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

/** A file to download and verify. */
export interface Download {
  url: string;
  headers?: Record<string, string>;
  /** Destination. The file is at its {@link partialPath} until it is complete. */
  path: string;
  bytes: number;
  /** Checksum in the notation of Subresource Integrity. */
  integrity: string;
}

export interface DownloadContext {
  http: HttpClient;
  /** Source of the file, as in a sentence. */
  source: string;
  report: OnProgress;
  signal?: AbortSignal;
  /** Milliseconds to wait before each retry. After the last one the download fails. */
  retryDelaysMs: readonly number[];
  /** Slowest rate that is not a stall. */
  rate: MinimumRate;
}

/** Returns the path of a file until it is complete and verified. */
export function partialPath(path: string): string {
  return `${path}.partial`;
}

/**
 * Downloads a file and verifies it. Resumes what an earlier call left unfinished.
 *
 * @throws CifarIntegrityError if the downloaded file has the wrong checksum or length. The file is deleted.
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
      throw new CifarIntegrityError(`the checksum of the download is not ${download.integrity}`);
    }
    notice(context, 'the partial file of an earlier download is damaged; downloading again');
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
      // Retries are unlimited while each attempt brings at least 1 % of the file that was not there before.
      failures = after - furthest > download.bytes / 100 ? 1 : failures + 1;
      furthest = Math.max(furthest, after);
      const wait = retryDelaysMs[failures - 1];
      if (!isTemporary(error)) throw error;
      const where = after > 0 ? `, stopped at ${megabytes(after)} of ${megabytes(download.bytes)}` : '';
      if (wait === undefined) throw new Error(`${describeError(error)}${where}`, { cause: error });
      notice(context, `${describeError(error)}${where}; retrying in ${wait / 1000} s`);
      await delay(wait, undefined, { signal });
    }
  }
}

/** Thrown for a response that does not continue the partial file, or ends before the file does. */
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
    throw new CutShortError('the server did not resume the download');
  }
  const start = response.status === 206 ? have : 0;
  let loaded = start;
  const message = `Downloading ${source}`;
  const count = countBytes((chunk) => {
    loaded += chunk;
    if (loaded > bytes) throw new CifarIntegrityError(`the download is longer than ${bytes} bytes`);
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

const temporaryCodes = new Set([
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

/** Returns whether a retry may succeed. */
function isTemporary(error: unknown): boolean {
  if (error instanceof CutShortError || error instanceof StallError) return true;
  if (error instanceof HttpStatusError) return [408, 429].includes(error.status) || error.status >= 500;
  return temporaryCodes.has((error as NodeJS.ErrnoException).code ?? '');
}

function notice({ source, report }: DownloadContext, text: string): void {
  report({ phase: 'notice', source, loaded: 0, total: 0, message: `${source}: ${text}` });
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Returns the size of a file in bytes, 0 if it does not exist. */
async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}
