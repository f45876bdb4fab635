import {
  getKernelsForBackend,
  registerKernel,
  unregisterKernel,
  type KernelConfig,
} from '@tensorflow/tfjs-core';
import type { KernelTime } from './measurement';

/** Tells how long kernels took. */
export interface KernelClock {
  /** Milliseconds in kernels since the last call of this, or since the clock was started. */
  lap: () => number;
  /** Forgets what it knows of each kernel. */
  reset: () => void;
  /** Each kernel since the last reset, longest first, as means over so many steps. */
  kernels: (steps: number) => KernelTime[];
}

/**
 * Puts a clock around every kernel of a backend, for the rest of the process. A kernel that another one calls counts as
 * that other one's time.
 */
export function startKernelClock(backendName: string): KernelClock {
  const byKernel = new Map<string, { calls: number; milliseconds: number }>();
  let depth = 0;
  let total = 0;
  function record(name: string, milliseconds: number): void {
    total += milliseconds;
    const entry = byKernel.get(name) ?? { calls: 0, milliseconds: 0 };
    byKernel.set(name, { calls: entry.calls + 1, milliseconds: entry.milliseconds + milliseconds });
  }
  function clocked({ kernelName, kernelFunc, ...rest }: KernelConfig): KernelConfig {
    return {
      ...rest,
      kernelName,
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
    };
  }
  for (const kernel of getKernelsForBackend(backendName)) {
    unregisterKernel(kernel.kernelName, backendName);
    registerKernel(clocked(kernel));
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
          callsPerStep: calls / steps,
          milliseconds: milliseconds / steps,
        }))
        .toSorted((a, b) => b.milliseconds - a.milliseconds),
  };
}
