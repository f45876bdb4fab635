/** Something that holds batches back while a training pauses. */
export interface PauseGate {
  pause: () => void;
  resume: () => void;
  /** Hands batches on, one when the next step asks for it; while paused, none. */
  hold: <Batch>(batches: Iterable<Batch>) => AsyncGenerator<Batch, void, undefined>;
  /** How many batches were handed on, those of the steps that a resume skips included. */
  passed: () => number;
}

/**
 * Returns an open gate. A training that waits at the gate when `signal` aborts gets one more batch: a training saves itself after a step, not
 * before one.
 */
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
        passed++;
        yield batch;
      }
    },
    passed: () => passed,
  };
}
