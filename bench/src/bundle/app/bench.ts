/** The benchmarks of GPUs in Node, from the bundle: `node bench.js [--quick] [--only NETWORK,…]`. */
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { readGpuOptions } from '../../gpu/gpu-options';
import { defaultNetworks, makeGpuPlan } from '../../gpu/plan/make-gpu-plan';
import { formatGpuResult } from '../../gpu/report/format-gpu-result';
import { jobTitle } from '../../gpu/report/job-title';
import { oursFailed } from '../../gpu/result/ours-failed';
import { lookAtPlace } from '../../gpu/running/look-at-place';
import { runGpuBench } from '../../gpu/running/run-gpu-bench';
import { runGpuJob } from '../../gpu/running/run-gpu-job';
import type { Versions } from '../../running/read-versions';
import { writeOut } from './out-folder';

const environment = { env: process.env, browserArgs: [] };
const { quick, networks: asked } = readGpuOptions(process.argv.slice(2));
const place = await lookAtPlace('node-webgpu', environment);
const { device, cannot } = place;
if (!device) throw new Error(`no GPU: ${cannot}`);
const { software } = device;
const networks = asked ?? defaultNetworks(software, quick);
const versions = JSON.parse(readFileSync(new URL('./versions.json', import.meta.url), 'utf8')) as Versions;
const plan = makeGpuPlan({ places: ['node-webgpu'], networks, quick, software });
const folder = process.env.OUT || 'results';
mkdirSync(folder, { recursive: true });
const result = await runGpuBench(plan, {
  set: 'gpu',
  networks,
  places: [place],
  versions,
  async run(job) {
    const reply = await runGpuJob(job, environment);
    // Whoever ends this too early keeps what was measured.
    appendFileSync(`${folder}/bench-raw.jsonl`, `${JSON.stringify({ job, reply })}\n`);
    return reply;
  },
  onJob: (job, number) => console.error(`${number}/${plan.jobs.length} ${jobTitle(job)}`),
});
writeOut('bench.json', result);
console.log(formatGpuResult(result, { layers: true, programs: true }));
for (const line of result.disagreements) console.error(`Not the same network: ${line}`);
if (result.disagreements.length > 0 || oursFailed(result)) process.exitCode = 1;
