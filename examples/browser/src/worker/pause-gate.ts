/** Something that holds batches back while a training pauses. */
export interface PauseGate {
  pause: () => void;
  resume: () => void;
  /** Hands batches on, one when the next step asks for it; while paused, none. */
  hold: <Batch>(batches: Iterable<Batch>) => AsyncGenerator<Batch, void, undefined>;
  /** How many batches were handed on, which is how many steps were done or are under way. */
  passed: () => number;
}

/** An open gate. When `signal` aborts, whoever waits at it gets the signal's reason. */
export function pauseGate(signal: AbortSignal): PauseGate {
  let opened: Promise<void> | undefined;
  let open = () => {};
  let passed = 0;
  signal.addEventListener('abort', () => open());
  return {
    pause() {
      opened ??= new Promise((resolve) => {
        open = resolve;
      });
    },
    resume() {
      open();
      opened = undefined;
    },
    async *hold(batches) {
      for (const batch of batches) {
        // A pause may end and another begin before the waiting is over.
        while (opened && !signal.aborted) await opened;
        signal.throwIfAborted();
        passed++;
        yield batch;
      }
    },
    passed: () => passed,
  };
}
