import { getKernelsForBackend, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import type { ProgramTime } from '../result/result';

/** Measures how long kernels take. */
export interface KernelClock {
  /** Returns the milliseconds in kernels since its last call, or since the clock was started. */
  lap: () => number;
  /** Forgets the times of each kernel. */
  reset: () => void;
  /** Returns each kernel since the last reset, longest first, as means over a number of steps. */
  kernels: (steps: number) => ProgramTime[];
}

/**
 * Puts a clock around every kernel of a backend, for the rest of the process. A kernel that another one calls is part of the
 * time of that other one.
 */
export function startKernelClock(backendName: string): KernelClock {
  const byKernel = new Map<string, { calls: number; milliseconds: number }>();
  let depth = 0;
  let total = 0;
  function record(name: string, milliseconds: number): void {
    total += milliseconds;
    const before = byKernel.get(name) ?? { calls: 0, milliseconds: 0 };
    byKernel.set(name, { calls: before.calls + 1, milliseconds: before.milliseconds + milliseconds });
  }
  for (const kernel of getKernelsForBackend(backendName)) {
    const { kernelName, kernelFunc } = kernel;
    unregisterKernel(kernelName, backendName);
    registerKernel({
      ...kernel,
      kernelFunc: (call) => {
        const start = performance.now();
        depth++;
        try {
          return kernelFunc(call);
        } finally {
          depth--;
          if (depth === 0) record(kernelName, performance.now() - start);
        }
      },
    });
  }
  return {
    lap: () => {
      const lap = total;
      total = 0;
      return lap;
    },
    reset: () => byKernel.clear(),
    kernels: (steps) =>
      [...byKernel]
        .map(([name, { calls, milliseconds }]) => ({
          name,
          calls: calls / steps,
          milliseconds: milliseconds / steps,
        }))
        .toSorted((a, b) => b.milliseconds - a.milliseconds),
  };
}
