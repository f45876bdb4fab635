import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findGpu } from '../gpu/running/find-gpu';
import { writeResult } from '../result/write-result';
import { readVersions } from '../running/read-versions';
import { readPageOptions, usage, type PageBenchOptions } from './page-options';
import { makePagePlan } from './plan/make-page-plan';
import { peerTitle } from './plan/page-backends';
import { formatPageResult } from './report/format-page-result';
import { lookAtBackend } from './running/look-at-backend';
import { runInWorker } from './running/run-in-worker';
import { runPageBench } from './running/run-page-bench';

const packages = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-layers',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-backend-webgl',
  '@tensorflow/tfjs-backend-webgpu',
];

try {
  const options = readPageOptions(process.argv.slice(2));
  if (options.help) console.log(usage);
  else await bench(options);
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

async function bench({ networks, backends: asked, quick, software, set }: PageBenchOptions): Promise<void> {
  const gpus = asked.filter((backend) => backend !== 'wasm');
  const { environment, found } = await findGpu(gpus, { look: lookAtBackend, software });
  const backends = found.flatMap(({ backend, device }) =>
    device ? [{ backend, software: device.software }] : [],
  );
  if (asked.includes('wasm')) backends.push({ backend: 'wasm', software: false });
  const plan = makePagePlan({ backends, networks, quick });
  const result = await runPageBench(plan, {
    set,
    networks,
    backends: found,
    versions: readVersions(packages),
    run: (job) => runInWorker(job, environment),
    onJob: ({ network, backend, peer, round }, number) =>
      console.error(
        `${number}/${plan.jobs.length} ${network}, ${peerTitle(backend, peer)}: round ${round + 1}`,
      ),
  });
  const path = writeResult(fileURLToPath(new URL('../../results', import.meta.url)), result);
  console.log(formatPageResult(result));
  console.error(`\nEvery sample is in ${relative(process.cwd(), path)}`);
  // Stock may fail to train: that is a result. We may not.
  if (result.trainings.some(({ peer, cannot }) => peer === 'ours' && cannot)) process.exitCode = 1;
}
