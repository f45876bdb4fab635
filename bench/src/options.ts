import { parseArgs } from 'node:util';
import { networkNames, type NetworkName } from './plan/networks';
import { readNames } from './read-names';

/** What `npm run bench` can be told. */
export interface BenchOptions {
  networks: NetworkName[];
  quick: boolean;
  help: boolean;
  /** The name of this choice, for the file of results. */
  set: string;
}

/** What `--quick` trains, unless `--only` says otherwise. */
const quickNetworks: NetworkName[] = ['tiny', 'quarter', 'modern'];

/** The text of `--help`. */
export const usage = `usage: npm run bench -- [--quick] [--only NETWORK,…]

Times training steps of ours, stock TensorFlow.js and jax-js on this machine, one after another, and writes every sample
to bench/results. About 15 minutes; leave the machine alone meanwhile.

  --quick   one round, the networks ${quickNetworks.join(', ')}; about 2 minutes
  --only    networks to train, of ${networkNames.join(', ')}
  --help    this text`;

/**
 * Reads the command line.
 *
 * @throws TypeError for an option there is not, RangeError for a network there is not.
 */
export function readOptions(words: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...words],
    options: { quick: { type: 'boolean' }, only: { type: 'string' }, help: { type: 'boolean' } },
  });
  const { quick = false, help = false, only } = values;
  const networks = only === undefined ? (quick ? quickNetworks : [...networkNames]) : readNetworks(only);
  const parts = [...(only === undefined ? [] : networks), ...(quick ? ['quick'] : [])];
  return { networks, quick, help, set: parts.join('-') || 'full' };
}

/** Reads a list of networks.
 *
 * @throws RangeError for a network there is not.
 */
export function readNetworks(list: string): NetworkName[] {
  return readNames(list, { option: '--only', what: 'networks', known: networkNames });
}
