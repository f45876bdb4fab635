import { softwareVulkan } from '@nin/testing/software-vulkan';
import { chromiumArgs, chromiumPath } from '@nin/testing/chromium';

/** What reaches a GPU. */
export interface GpuEnvironment {
  /** Of the processes that compute. */
  env: NodeJS.ProcessEnv;
  /** Flags of Chromium. */
  browserArgs: readonly string[];
}

/** The GPU's clock in microseconds instead of tenths of milliseconds, which pages have otherwise. */
const fineClock = '--disable-dawn-features=timestamp_quantization';

/** A GPU in software, as the tests have it: SwiftShader for Dawn in Node and for Chromium. */
export async function softwareGpu(): Promise<GpuEnvironment> {
  const variables = await softwareVulkan(await chromiumPath());
  return { env: { ...process.env, ...variables }, browserArgs: [...chromiumArgs, fineClock] };
}

/** The machine's own GPU. */
export function machineGpu(): GpuEnvironment {
  const browserArgs = chromiumArgs
    .filter((flag) => !/swiftshader/.test(flag))
    .concat(process.platform === 'linux' ? ['--use-angle=vulkan', fineClock] : [fineClock]);
  return { env: process.env, browserArgs };
}
