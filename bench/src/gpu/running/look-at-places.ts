import { peakGflops } from '../result/peak';
import type { PlaceResult } from '../result/gpu-result';
import type { GpuDevice } from '../measuring/gpu-measurement';
import type { PlaceName } from '../plan/places';
import { runGpuJob } from './run-gpu-job';
import type { GpuEnvironment } from './gpu-environment';

/** Looks which GPU each place reaches. */
export async function lookAtPlaces(
  places: readonly PlaceName[],
  environment: GpuEnvironment,
): Promise<PlaceResult[]> {
  const found: PlaceResult[] = [];
  for (const place of places) {
    const reply = await runGpuJob({ kind: 'look', place, peer: 'ours' }, environment);
    found.push(
      'cannot' in reply ? { place, cannot: reply.cannot } : placeResult(place, reply.measured.device),
    );
  }
  return found;
}

function placeResult(place: PlaceName, device: GpuDevice): PlaceResult {
  return { place, device, peakGflops: device.software ? undefined : peakGflops(device.name) };
}
