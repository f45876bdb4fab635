import { setTimeout as delay } from 'node:timers/promises';

const pollMs = 200;

/** How a lock is taken. */
export interface LockOptions {
  /** After how long without a sign of life its holder counts as dead, in milliseconds; at least 2,000. */
  staleMs: number;
  /** Called once if another process has it. */
  onWait: () => void;
  signal?: AbortSignal;
}

/**
 * Runs `work` while no other process holds the lock at `path`. The lock of a process that died is taken over.
 *
 * @param work gets a signal that also aborts if the lock is lost, as after a long sleep of the machine.
 */
export async function withCacheLock<T>(
  path: string,
  { staleMs, onWait, signal }: LockOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { lock } = await import('./third-party');
  const lost = new AbortController();
  const onCompromised = (cause: Error): void =>
    lost.abort(new Error('another process took the cache over; load again', { cause }));
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
    // A lock that cannot be let go of is taken over in time; what it was held for is done.
    await release().catch(() => undefined);
  }
}
