/** `npm run bench`: runs the benchmark, or prints the tables of a result. */
import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readOptions, usage, type BenchOptions } from './options';
import { makePlan } from './plan';
import type { PlaceName } from './places';
import { formatResult } from './report/format-result';
import { entryTitle } from './report/titles';
import { disagreements, oursFailed } from './result/figures';
import { readResult, reserveFile, writeResult } from './result/files';
import { findPlaces } from './run/find-places';
import { scenarioOf } from './scenario-file';
import { runBench, runJob } from './run/run-bench';

try {
  const [command, ...words] = process.argv.slice(2);
  if (command === 'table') table(words);
  else {
    const options = readOptions(process.argv.slice(2));
    if (options.help) console.log(usage);
    else await bench(options);
  }
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

function table(words: string[]): void {
  const options = { layers: { type: 'boolean' }, programs: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
  if (positionals.length !== 1) throw new RangeError(`table takes one file, got ${positionals.length}`);
  console.log(formatResult(readResult(positionals[0]), values));
}

async function bench({
  places,
  software,
  set,
  out,
  experiment: file,
  ...options
}: BenchOptions): Promise<void> {
  const experiment = file === undefined ? undefined : scenarioOf(file);
  const { environment, found } = await findPlaces(places, { look: runJob, software });
  const planned = found.flatMap(({ place, device }) =>
    device ? [{ place: place as PlaceName, software: device.software }] : [],
  );
  if (planned.length === 0)
    throw new Error(found.map(({ place, cannot }) => `${place}: ${cannot}`).join('; '));
  const plan = makePlan(planned, { ...options, experiment, cores: availableParallelism() });
  const folder = fileURLToPath(new URL('../../results', import.meta.url));
  const path = out ?? reserveFile(folder, { startedAt: new Date().toISOString(), set });
  const result = await runBench(plan, {
    set,
    places: found,
    run: (job) => runJob(job, environment),
    onJob: (job, number) => {
      const round = job.round > 0 ? `, round ${job.round + 1}` : '';
      console.error(`${number}/${plan.jobs.length} ${job.scenario.name}, ${entryTitle(job)}${round}`);
    },
    onResult: (result) => writeResult(path, result),
  });
  console.log(formatResult(result));
  console.error(`\nEvery sample is in ${relative(process.cwd(), path)}`);
  if (disagreements(result).length > 0 || oursFailed(result)) process.exitCode = 1;
}
