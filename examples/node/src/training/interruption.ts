/** Steps longer than this many milliseconds cannot be waited for when somebody presses Ctrl-C. */
const longestWait = 1500;

/** Ctrl-C and SIGTERM, turned into an AbortSignal while that is prompt. */
export interface Interruption {
  signal: AbortSignal;
  /** Ahead is work that gives way often: Ctrl-C aborts the signal. */
  listen: () => void;
  /** Ahead are training steps of so many milliseconds; infinite while nobody knows. */
  stepTakes: (milliseconds: number) => void;
  /** Gives the signals back to Node. */
  release: () => void;
}

/** Why a training ended early. */
export class InterruptedError extends Error {
  override name = 'InterruptedError';
}

/**
 * Listens for Ctrl-C.
 *
 * JavaScript runs a handler only between two steps. Where steps are long, and before the first one has been timed,
 * Ctrl-C therefore takes its default course and ends the process at once; a run folder is valid at any time.
 */
export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  const signals = ['SIGINT', 'SIGTERM'] as const;
  let listening = false;

  function abort(): void {
    // The second Ctrl-C finds no handler and ends the process.
    release();
    controller.abort(new InterruptedError('stopped by Ctrl-C'));
  }

  function listen(): void {
    if (listening || controller.signal.aborted) return;
    listening = true;
    for (const name of signals) process.on(name, abort);
  }

  function release(): void {
    listening = false;
    for (const name of signals) process.off(name, abort);
  }

  return {
    signal: controller.signal,
    listen,
    stepTakes(milliseconds) {
      if (milliseconds < longestWait) listen();
      else release();
    },
    release,
  };
}
