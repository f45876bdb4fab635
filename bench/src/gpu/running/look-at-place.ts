import { peakGflops } from '../result/peak';
import type { PlaceResult } from '../result/gpu-result';
import type { PlaceName } from '../plan/places';
import { runGpuJob } from './run-gpu-job';
import type { GpuEnvironment } from './gpu-environment';

/** Looks which GPU a place reaches. */
export async function lookAtPlace(place: PlaceName, environment: GpuEnvironment): Promise<PlaceResult> {
  const reply = await runGpuJob({ kind: 'look', place, peer: 'ours' }, environment);
  if ('cannot' in reply) return { place, cannot: reply.cannot };
  const { device } = reply.measured;
  return { place, device, peakGflops: device.software ? undefined : peakGflops(device.name) };
}
