import { chromiumArgs, chromiumPath } from '@nin/testing/chromium';
import { softwareVulkan } from '@nin/testing/software-vulkan';
import type { Reply } from '../measure/reply';
import { onGpu, type PlaceName } from '../places';
import type { LookJob } from '../job';
import type { FoundPlace, Run } from '../result/result';

/** What reaches a GPU. */
export interface GpuEnvironment {
  /** Of the processes that compute. */
  env: NodeJS.ProcessEnv;
  /** Flags of Chromium. */
  browserArgs: readonly string[];
}

/** The GPU's clock in microseconds; by default pages have tenths of milliseconds. */
const fineClock = '--disable-dawn-features=timestamp_quantization';

/** A GPU in software, as the tests have it: SwiftShader for Dawn in Node and for Chromium. */
async function softwareGpu(): Promise<GpuEnvironment> {
  const variables = await softwareVulkan(await chromiumPath());
  return { env: { ...process.env, ...variables }, browserArgs: [...chromiumArgs, fineClock] };
}

/** The machine's own GPU. */
function machineGpu(): GpuEnvironment {
  const browserArgs = chromiumArgs.filter((flag) => !flag.includes('swiftshader')).concat(fineClock);
  return {
    env: process.env,
    browserArgs: process.platform === 'linux' ? [...browserArgs, '--use-angle=vulkan'] : browserArgs,
  };
}

/** Options of {@link findPlaces}. */
export interface FindOptions {
  /** Looks up the device of a place. */
  look: (job: LookJob, environment: GpuEnvironment) => Promise<Reply<Run>>;
  /**
   * `always`: the GPU in software even if the machine has another. `never`: no GPU is an error of its place. Default: software
   * where the first place finds no GPU.
   */
  software?: 'always' | 'never';
}

/** Finds the machine's GPU, or one in software, and the device of each place. */
export async function findPlaces(
  places: readonly PlaceName[],
  { look, software }: FindOptions,
): Promise<{ environment: GpuEnvironment; found: FoundPlace[] }> {
  const lookAt = async (place: PlaceName, environment: GpuEnvironment): Promise<FoundPlace> => {
    const reply = await look({ measure: 'look', place, peer: 'ours' }, environment);
    return 'cannot' in reply
      ? { place, cannot: reply.cannot }
      : { place, device: reply.measured.device, userAgent: reply.measured.userAgent };
  };
  let environment = machineGpu();
  let known: FoundPlace | undefined;
  const first = places.find(onGpu);
  if (software === 'always') environment = await softwareGpu();
  else if (first && software !== 'never') {
    known = await lookAt(first, environment);
    // The other places are not asked for a GPU that the first has not, which would take their time to find none.
    if (!known.device || known.device.software) [known, environment] = [undefined, await softwareGpu()];
  }
  const found: FoundPlace[] = [];
  for (const place of places) {
    found.push(known?.place === place ? known : await lookAt(place, environment));
  }
  return { environment, found };
}
