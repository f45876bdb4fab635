import { parseArgs } from 'node:util';
import { readNames } from '../read-names';
import { pageBackends, type PageBackend } from './plan/page-backends';
import { pageNetworks, type PageNetwork } from './plan/page-job';

/** What `npm run bench:page` can be told. */
export interface PageBenchOptions {
  networks: PageNetwork[];
  backends: PageBackend[];
  quick: boolean;
  /** Whether to take the GPU in software even if the machine has another. */
  software: boolean;
  help: boolean;
  /** The name of this choice, for the file of results. */
  set: string;
}

/** The text of `--help`. */
export const usage = `usage: npm run bench:page -- [--quick] [--only NETWORK,…] [--backends BACKEND,…] [--software]

Trains in a web worker of Chromium, as the lab does, with ours and with stock TensorFlow.js, and writes every sample to
bench/results. Without a GPU it takes one in software. Under 15 minutes; leave the machine alone meanwhile.

  --quick     one round and fewer samples; under 3 minutes
  --only      networks to train, of ${pageNetworks.join(', ')}
  --backends  what to train on, of ${pageBackends.join(', ')}
  --software  the GPU in software, even if there is another
  --help      this text`;

/**
 * Reads the command line.
 *
 * @throws TypeError for an option there is not, RangeError for a network or backend there is not.
 */
export function readPageOptions(words: readonly string[]): PageBenchOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      quick: { type: 'boolean' },
      only: { type: 'string' },
      backends: { type: 'string' },
      software: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const { quick = false, software = false, help = false } = values;
  const networks = readNames(values.only ?? pageNetworks.join(), {
    option: '--only',
    what: 'networks',
    known: pageNetworks,
  });
  const backends = readNames(values.backends ?? pageBackends.join(), {
    option: '--backends',
    what: 'backends',
    known: pageBackends,
  });
  const parts = [
    'page',
    ...(values.only === undefined ? [] : networks),
    ...(values.backends === undefined ? [] : backends),
    ...(quick ? ['quick'] : []),
  ];
  return { networks, backends, quick, software, help, set: parts.join('-') };
}
