/** An action that may be asked for more often than it is done. */
export interface Paced {
  /** Does it now, or as soon as it may be done again: what is asked for last is done. */
  ask: () => void;
  /** Does not do what is still due. */
  cancel: () => void;
}

/** Does `action` at most once in so many milliseconds, at the first call and after the last one. */
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
