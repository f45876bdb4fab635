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
