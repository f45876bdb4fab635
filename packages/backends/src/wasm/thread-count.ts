/** With more threads than this, memory bandwidth is the bottleneck. */
const maxThreads = 16;

let wanted: number | undefined;

/** Sets the number of threads for backends that start from now on; undefined means one per core, at most 16. */
export function requestThreads(threads: number | undefined): void {
  wanted = threads;
}

/** Returns the number of threads to use where memory is shared, including the calling thread. */
export function requestedThreads(): number {
  return wanted ?? Math.min(maxThreads, cores());
}

function cores(): number {
  if (typeof process !== 'undefined' && process.getBuiltinModule) {
    return process.getBuiltinModule('node:os').availableParallelism();
  }
  return globalThis.navigator?.hardwareConcurrency ?? 1;
}
