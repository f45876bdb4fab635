import { parseArgs } from 'node:util';
import { readNetworks } from '../options';
import { networkNames, type NetworkName } from '../plan/networks';
import { readNames } from '../read-names';
import { placeNames, type PlaceName } from './plan/places';

/** What `npm run bench:gpu` can be told. */
export interface GpuBenchOptions {
  /** Undefined: what suits the GPU. */
  networks: NetworkName[] | undefined;
  places: PlaceName[];
  quick: boolean;
  /** Whether to take the GPU in software even if the machine has another. */
  software: boolean;
  help: boolean;
  /** The name of this choice, for the file of results. */
  set: string;
}

/** The text of `--help`. */
export const usage = `usage: npm run bench:gpu -- [--quick] [--only NETWORK,…] [--places PLACE,…] [--software]

Times training steps of ours and of stock TensorFlow.js on this machine's GPU, in Node and in Chromium, and writes every
sample to bench/results. Without a GPU it takes one in software. About 15 minutes; leave the machine alone meanwhile.

  --quick     one round, small batches; about 4 minutes
  --only      networks to train, of ${networkNames.join(', ')}
  --places    where to, of ${placeNames.join(', ')}
  --software  the GPU in software, even if there is another
  --help      this text`;

/**
 * Reads the command line.
 *
 * @throws TypeError for an option there is not, RangeError for a network or place there is not.
 */
export function readGpuOptions(words: readonly string[]): GpuBenchOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      quick: { type: 'boolean' },
      only: { type: 'string' },
      places: { type: 'string' },
      software: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const { quick = false, software = false, help = false, only, places: asked } = values;
  const networks = only === undefined ? undefined : readNetworks(only);
  const places =
    asked === undefined
      ? [...placeNames]
      : readNames(asked, { option: '--places', what: 'places', known: placeNames });
  const parts = [
    'gpu',
    ...(networks ?? []),
    ...(asked === undefined ? [] : places),
    ...(quick ? ['quick'] : []),
  ];
  return { networks, places, quick, software, help, set: parts.join('-') };
}
