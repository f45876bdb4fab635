import { constants } from 'node:os';

/** Steps longer than this, in milliseconds, are not waited for after Ctrl-C. */
const longestWait = 20_000;

/** The signals that ask a training to end: Ctrl-C, `kill`, and a terminal that is closed. */
const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** One of the signals that ask a training to end. */
export type StopSignal = (typeof stopSignals)[number];

/** Signals of the system, turned into an AbortSignal while there is something to save first. */
export interface Interruption {
  signal: AbortSignal;
  /** Call before work that yields often: a signal aborts it. */
  listen: () => void;
  /** Call before training steps of this duration in milliseconds; infinite while unknown. */
  stepTakes: (milliseconds: number) => void;
  /** Stops listening. */
  release: () => void;
}

/** Thrown when a signal has stopped a training. */
export class InterruptedError extends Error {
  override name = 'InterruptedError';
  /** The exit status that shells give a process ended by the signal: 130, 143 or 129. */
  readonly status: number;

  constructor(signal: StopSignal) {
    super(`stopped by ${signal}`);
    this.status = 128 + constants.signals[signal];
  }
}

/**
 * Listens for Ctrl-C, SIGTERM and SIGHUP.
 *
 * JavaScript runs a handler only between two steps. While steps are very long, and before the first one has been timed, a
 * signal therefore has its default action and ends the process at once; a run folder is valid at any time.
 */
export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  let listening = false;

  function abort(name: StopSignal): void {
    // The second signal finds no handler and ends the process.
    release();
    controller.abort(new InterruptedError(name));
  }

  function listen(): void {
    if (listening || controller.signal.aborted) return;
    listening = true;
    for (const name of stopSignals) process.on(name, abort);
  }

  function release(): void {
    listening = false;
    for (const name of stopSignals) process.off(name, abort);
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
