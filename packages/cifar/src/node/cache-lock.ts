import { setTimeout as delay } from 'node:timers/promises';

const pollMs = 200;

/** Options of {@link withCacheLock}. */
export interface LockOptions {
  /** Milliseconds without an update after which the lock is stale and may be taken over. At least 2,000. */
  staleMs: number;
  /** Called once if another process has the lock. */
  onWait: () => void;
  signal?: AbortSignal;
}

/**
 * Runs `work` with an exclusive lock at `path` between processes. A stale lock of a dead process is taken over.
 *
 * @param work is called with a signal that also aborts if the lock is lost, as after a long sleep of the machine.
 */
export async function withCacheLock<T>(
  path: string,
  { staleMs, onWait, signal }: LockOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { lock } = await import('./third-party');
  const lost = new AbortController();
  const onCompromised = (cause: Error): void =>
    lost.abort(new Error('another process took over the lock of the cache; load again', { cause }));
  const acquire = (): Promise<() => Promise<void>> =>
    lock(path, { lockfilePath: path, realpath: false, stale: staleMs, update: staleMs / 4, onCompromised });

  let release: (() => Promise<void>) | undefined;
  for (let waiting = false; release === undefined; waiting = true) {
    signal?.throwIfAborted();
    try {
      release = await acquire();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
      if (!waiting) onWait();
      await delay(pollMs, undefined, { signal });
    }
  }
  try {
    return await work(signal ? AbortSignal.any([signal, lost.signal]) : lost.signal);
  } catch (error) {
    lost.signal.throwIfAborted();
    throw error;
  } finally {
    // The work is done. A lock that cannot be released becomes stale.
    await release().catch(() => undefined);
  }
}
