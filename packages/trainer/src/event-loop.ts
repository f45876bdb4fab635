/** Longest stretch of work between two returns to the event loop, in milliseconds. */
const longestStretch = 20;

/**
 * A function that lets the event loop run (signals, input, painting) if it has not for 20 ms, and else returns at once.
 *
 * It waits for no animation frame and no timer, which stand still or slow down in a hidden tab.
 */
export function breather(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < longestStretch) return;
    await nextTask();
    last = performance.now();
  };
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') {
      setImmediate(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
