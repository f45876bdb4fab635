import { getBackend, matMul, randomUniform, setBackend, tidy } from '@tensorflow/tfjs-core';
import type { CheckResult } from '../self-check/self-check';
import { requestedThreads } from '../wasm/thread-count';
import type { BackendName } from './backend-name';
import type { Candidate } from './candidate';
import { tryBackend } from './try-backend';

/** The report of {@link ListBackends} on one backend. */
export interface BackendReport {
  name: BackendName;
  available: boolean;
  /** Why it is not available. */
  reason?: string | undefined;
  device?: string | undefined;
  software?: boolean | undefined;
  threads?: number | undefined;
  kernels?: string[] | undefined;
  /** Comparisons with float64 references, with relative errors. */
  checks?: CheckResult[] | undefined;
  /** Rate of a 512 × 512 × 512 float32 matrix product, in 10⁹ floating-point operations per second. */
  matmulGflops?: number | undefined;
}

/** Reports on every backend; see {@link makeListBackends}. */
export type ListBackends = () => Promise<BackendReport[]>;

/** Returns a `listBackends` for the backends that an environment may support. */
export function makeListBackends(candidates: readonly Candidate[]): ListBackends {
  return async function listBackends() {
    const before = getBackend();
    const reports: BackendReport[] = [];
    for (const candidate of candidates) reports.push(await report(candidate));
    if (before) await setBackend(before);
    return reports;
  };
}

async function report(candidate: Candidate): Promise<BackendReport> {
  const { name } = candidate;
  try {
    const started = await tryBackend(candidate, {
      precision: 'float32',
      threads: requestedThreads(),
      wasmPath: undefined,
      kernels: true,
    });
    const { device, software, threads, kernels, check } = started;
    const matmulGflops = await matmulRate();
    return { name, available: true, device, software, threads, kernels, checks: check.checks, matmulGflops };
  } catch (error) {
    return { name, available: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Returns the median speed of the product of two 512 × 512 matrices, over at least five runs or a third of a second, in
 * GFLOP/s.
 */
async function matmulRate(): Promise<number> {
  const size = 512;
  const left = randomUniform([size, size]);
  const right = randomUniform([size, size]);
  const multiply = async () => {
    const product = tidy(() => matMul(left, right));
    await product.data();
    product.dispose();
  };
  await multiply();
  const times: number[] = [];
  const start = performance.now();
  while (times.length < 5 || (performance.now() - start < 333 && times.length < 100)) {
    const before = performance.now();
    await multiply();
    times.push(performance.now() - before);
  }
  left.dispose();
  right.dispose();
  const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
  return (2 * size ** 3) / (median * 1e6);
}
