import { watchRate, type MinimumRate } from '../minimum-rate';

/** Thrown when the network or the server fails. A retry may succeed if `temporary` is true. */
export class FetchError extends Error {
  constructor(
    message: string,
    readonly temporary: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export interface FetchOptions {
  signal?: AbortSignal;
  /** Longest silence of the server, in milliseconds. */
  stallMs: number;
  /** Slowest rate that is not a stall. */
  rate: MinimumRate;
  /** Called with the bytes received so far and the total (0 if the server does not send it). */
  onBytes: (loaded: number, total: number) => void;
}

/**
 * Returns the body of a response as a stream that fails with a {@link FetchError} when the network fails, stalls or is too slow.
 *
 * @throws FetchError if there is no response, or its status is not 2xx.
 */
export async function fetchStream(
  url: string,
  options: FetchOptions,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const { signal, stallMs, rate, onBytes } = options;
  const stall = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = async <T>(step: Promise<T>): Promise<T> => {
    timer = setTimeout(() => stall.abort(), stallMs);
    try {
      return await step;
    } catch (error) {
      signal?.throwIfAborted();
      const reason = stall.signal.aborted ? `no response for ${stallMs / 1000} s` : (error as Error).message;
      throw new FetchError(`${url}: ${reason}`, true, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  };

  const signals = signal ? AbortSignal.any([signal, stall.signal]) : stall.signal;
  const response = await wait(fetch(url, { signal: signals }));
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    const temporary = [408, 429].includes(response.status) || response.status >= 500;
    throw new FetchError(`${url}: HTTP ${response.status}`, temporary);
  }
  // The length of a compressed response is not the length of what arrives.
  const total = response.headers.has('content-encoding')
    ? 0
    : Number(response.headers.get('content-length') ?? 0);
  const reader = response.body.getReader();
  const problemAfter = watchRate(rate);
  let loaded = 0;
  return new ReadableStream({
    async pull(controller) {
      const asked = performance.now();
      const { done, value } = await wait(reader.read());
      const waited = performance.now() - asked;
      if (done) {
        controller.close();
        return;
      }
      const problem = problemAfter(value.length, waited);
      if (problem !== undefined) {
        stall.abort();
        throw new FetchError(`${url}: ${problem}`, true);
      }
      loaded += value.length;
      onBytes(loaded, total);
      controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
