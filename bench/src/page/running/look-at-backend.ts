import type { GpuEnvironment } from '../../gpu/running/gpu-environment';
import type { PageBackend } from '../plan/page-backends';
import type { FoundBackend } from '../result/page-result';
import { runInWorker } from './run-in-worker';

/** Looks what a backend reaches in a worker. */
export async function lookAtBackend(
  backend: PageBackend,
  environment: GpuEnvironment,
): Promise<FoundBackend> {
  const reply = await runInWorker({ kind: 'look', backend }, environment);
  return 'cannot' in reply ? { backend, cannot: reply.cannot } : { backend, device: reply.measured.device };
}
