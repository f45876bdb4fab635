/** More threads than this wait for memory, not for arithmetic. */
const mostThreads = 16;

let wanted: number | undefined;

/** Sets how many threads kernels of a backend that starts from now on use; undefined means one for each core. */
export function requestThreads(threads: number | undefined): void {
  wanted = threads;
}

/** How many threads to use, this one included, where memory can be shared. */
export function requestedThreads(): number {
  return wanted ?? Math.min(mostThreads, cores());
}

function cores(): number {
  if (typeof process !== 'undefined' && process.getBuiltinModule) {
    return process.getBuiltinModule('node:os').availableParallelism();
  }
  return globalThis.navigator?.hardwareConcurrency ?? 1;
}
