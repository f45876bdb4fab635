import { startContender } from '../contenders/start-contender';
import type { StepsJob } from '../plan/job';
import { networks } from '../plan/networks';
import { betweenProducts } from './between-products';
import type { StepTimes } from './measurement';
import { takeSamples } from './take-samples';

/** Times whole training steps. */
export async function measureSteps({
  network,
  peer,
  batchSize,
  pace,
  fingerprint,
}: StepsJob): Promise<StepTimes> {
  const contender = await startContender(peer, networks[network].spec, batchSize);
  const identity = fingerprint ? await contender.fingerprint() : undefined;
  const losses: number[] = [];
  const { result: milliseconds, product } = await betweenProducts(contender, () =>
    takeSamples(async () => losses.push(await contender.step()), pace),
  );
  // Linux tells it in KiB, and Node does so everywhere.
  const peakMemoryBytes = 1024 * process.resourceUsage().maxRSS;
  return {
    threads: contender.threads,
    milliseconds,
    losses,
    product,
    fingerprint: identity,
    peakMemoryBytes,
  };
}
