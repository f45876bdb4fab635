import type { GpuDevice } from '../measuring/gpu-measurement';
import { machineGpu, softwareGpu, type GpuEnvironment } from './gpu-environment';

/** Options of {@link findGpu}. */
export interface FindGpuOptions<Place, Found> {
  /** Looks which GPU a place reaches. */
  look: (place: Place, environment: GpuEnvironment) => Promise<Found>;
  /** Whether to take the GPU in software even if the machine has another. */
  software: boolean;
}

/** The machine's own GPU, or else one in software, and what was found of it at each place. */
export async function findGpu<Place, Found extends { device?: GpuDevice }>(
  places: readonly Place[],
  { look, software }: FindGpuOptions<Place, Found>,
): Promise<{ environment: GpuEnvironment; found: Found[] }> {
  if (!software && places.length > 0) {
    const environment = machineGpu();
    const [first, ...rest] = places;
    const found = await look(first, environment);
    // What has none at the first place is not asked at the others, which would take their time to find none.
    if (found.device && !found.device.software) {
      return { environment, found: [found, ...(await oneByOne(rest, look, environment))] };
    }
  }
  const environment = await softwareGpu();
  return { environment, found: await oneByOne(places, look, environment) };
}

async function oneByOne<Place, Found>(
  places: readonly Place[],
  look: FindGpuOptions<Place, Found>['look'],
  environment: GpuEnvironment,
): Promise<Found[]> {
  const found: Found[] = [];
  for (const place of places) found.push(await look(place, environment));
  return found;
}
