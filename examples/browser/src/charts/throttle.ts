/** An action that may be asked for more often than it is done. */
interface Paced {
  /** Does it now, or as soon as it may be done again: what is asked for last is done. */
  ask: () => void;
  /** Does not do what is still due. */
  cancel: () => void;
}

/** Throttles: calls `action` at most once per interval in milliseconds, at the first call and after the last one. */
export function atMostEvery(milliseconds: number, action: () => void): Paced {
  let last = -Infinity;
  let due: ReturnType<typeof setTimeout> | undefined;
  const act = () => {
    due = undefined;
    last = performance.now();
    action();
  };
  return {
    ask() {
      if (due !== undefined) return;
      const wait = last + milliseconds - performance.now();
      if (wait <= 0) act();
      else due = setTimeout(act, wait);
    },
    cancel() {
      clearTimeout(due);
      due = undefined;
    },
  };
}

const waiting = new Set<() => void>();

/**
 * Does an action in one of the next frames, each frame no more than one: several charts drawn at once would hold the page
 * up. An action that waits already is done once.
 */
export function inTurn(action: () => void): void {
  if (waiting.size === 0) requestAnimationFrame(doNext);
  waiting.add(action);
}

/** Does not do an action that waits. */
export function outOfTurn(action: () => void): void {
  waiting.delete(action);
}

function doNext(): void {
  const [first] = waiting;
  if (!first) return;
  waiting.delete(first);
  if (waiting.size > 0) requestAnimationFrame(doNext);
  first();
}
