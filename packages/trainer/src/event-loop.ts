/** Maximum time between two returns to the event loop, in milliseconds. */
const longestStretch = 20;

/**
 * Returns a function that yields to the event loop (signals, input, painting) if 20 ms have passed since it last did.
 *
 * It uses neither animation frames nor timers, which pause or slow down in a hidden tab.
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
