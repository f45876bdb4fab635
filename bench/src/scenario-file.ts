import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { profile, type NinSpec } from '@nin/blocks';
import { fitToClasses, parseExperiment } from '@nin/recipes';
import type { Scenario } from './scenarios';

/** Networks up to this many multiply-accumulates per image take a fraction of a second per step on a processor. */
const smallMacs = 30e6;

/**
 * Returns the scenario of an experiment in a JSON file, whose blocks are of `@nin/blocks`.
 *
 * @throws Error naming the file if it cannot be read, or holds no experiment.
 */
export function scenarioOf(path: string): Scenario {
  try {
    const experiment = fitToClasses(parseExperiment(JSON.parse(readFileSync(path, 'utf8'))), 10);
    // Without kinds of other packages, all blocks are of the builtin ones.
    const network = experiment.network as NinSpec;
    const name = basename(path, '.json');
    const { size } = experiment.batch;
    const small = (profile(network).totals.macs ?? Infinity) <= smallMacs;
    const batch = { cpu: size, gpu: size, software: Math.min(size, 4) };
    return { name, title: name, experiment: { ...experiment, network }, batch, small };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${path}: ${reason}`, { cause: error });
  }
}
