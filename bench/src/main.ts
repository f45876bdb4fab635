import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readOptions, usage, type BenchOptions } from './options';
import { makePlan } from './plan/make-plan';
import { formatResult } from './report/format-result';
import { writeResult } from './result/write-result';
import { runBench } from './running/run-bench';

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(usage);
  else await bench(options);
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

async function bench({ networks, quick, set }: BenchOptions): Promise<void> {
  const plan = makePlan({ networks, quick, cores: availableParallelism() });
  const result = await runBench(plan, {
    set,
    networks,
    onJob: (job, number) => {
      const what = job.kind === 'details' ? 'layers and kernels' : `${job.peer}, round ${job.round + 1}`;
      console.error(`${number}/${plan.jobs.length} ${job.network}: ${what}`);
    },
  });
  const path = writeResult(fileURLToPath(new URL('../results', import.meta.url)), result);
  console.log(formatResult(result));
  console.error(`\nEvery sample is in ${relative(process.cwd(), path)}`);
  for (const line of result.disagreements) console.error(`Not the same network: ${line}`);
  // Peers may fail to train: that is a result. We may not.
  const oursFailed = result.steps.some(({ peer, cannot }) => cannot && peer.startsWith('ours'));
  const detailsFailed = result.details.some(({ cannot }) => cannot);
  if (result.disagreements.length > 0 || oursFailed || detailsFailed) process.exitCode = 1;
}
