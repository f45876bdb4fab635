import type { BenchResult } from '../result/bench-result';
import { threeDigits } from './figures';
import { layerTables } from './layer-table';
import { networkTable } from './network-table';
import { missingSteps, stepTable } from './step-table';

/** A result as Markdown. With `layers` also the table of each network's layers. */
export function formatResult(result: BenchResult, { layers = false }: { layers?: boolean } = {}): string {
  const missing = missingSteps(result).map((line) => `- ${line}`);
  return [
    provenance(result),
    stepTable(result),
    networkTable(result),
    missing.join('\n'),
    layers ? layerTables(result) : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** One sentence that belongs under every figure: where it comes from. */
function provenance({ startedAt, machine, versions, rounds, steps }: BenchResult): string {
  const { cpu, cores, memoryBytes, os, loadBefore } = machine;
  const { node, packages, commit = 'unknown', changed } = versions;
  const products = steps.find(({ peer }) => peer === 'ours-1')?.figures?.productGflops;
  return [
    `${startedAt.slice(0, 10)}, ${cpu}, ${cores} cores, ${Math.round(memoryBytes / 2 ** 30)} GiB, ${os}`,
    `Node ${node}, tfjs ${packages['@tensorflow/tfjs-core']}, jax-js ${packages['@jax-js/jax']}`,
    `commit ${commit.slice(0, 7)}${changed ? ' with changes' : ''}`,
    `${rounds} round${rounds === 1 ? '' : 's'}, load ${loadBefore.toFixed(1)} before`,
    ...(products ? [`one thread multiplies matrices at ${threeDigits(products)} GFLOP/s`] : []),
  ].join('; ');
}
