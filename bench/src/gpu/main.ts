import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readVersions } from '../running/read-versions';
import { writeResult } from '../result/write-result';
import { readGpuOptions, usage, type GpuBenchOptions } from './gpu-options';
import { defaultNetworks, makeGpuPlan } from './plan/make-gpu-plan';
import { formatGpuResult } from './report/format-gpu-result';
import { jobTitle } from './report/job-title';
import { oursFailed } from './result/ours-failed';
import { findGpu } from './running/find-gpu';
import { lookAtPlace } from './running/look-at-place';
import { runGpuBench } from './running/run-gpu-bench';
import { runGpuJob } from './running/run-gpu-job';

const packages = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-layers',
  '@tensorflow/tfjs-backend-webgl',
  '@tensorflow/tfjs-backend-webgpu',
  'webgpu',
];

try {
  const options = readGpuOptions(process.argv.slice(2));
  if (options.help) console.log(usage);
  else await bench(options);
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

async function bench(options: GpuBenchOptions): Promise<void> {
  const { environment, found: places } = await findGpu(options.places, {
    look: lookAtPlace,
    software: options.software,
  });
  const found = places.flatMap(({ place, device }) => (device ? [{ place, device }] : []));
  if (found.length === 0) throw new Error(`no GPU: ${places.map(({ cannot }) => cannot).join('; ')}`);
  const software = found.some(({ device }) => device.software);
  const { quick, set, networks = defaultNetworks(software, quick) } = options;
  const plan = makeGpuPlan({ places: found.map(({ place }) => place), networks, quick, software });
  const result = await runGpuBench(plan, {
    set,
    networks,
    places,
    versions: readVersions(packages),
    run: (job) => runGpuJob(job, environment),
    onJob: (job, number) => console.error(`${number}/${plan.jobs.length} ${jobTitle(job)}`),
  });
  const path = writeResult(fileURLToPath(new URL('../../results', import.meta.url)), result);
  console.log(formatGpuResult(result));
  console.error(`\nEvery sample is in ${relative(process.cwd(), path)}`);
  for (const line of result.disagreements) console.error(`Not the same network: ${line}`);
  if (result.disagreements.length > 0 || oursFailed(result)) process.exitCode = 1;
}
