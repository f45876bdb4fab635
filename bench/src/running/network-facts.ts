import { profile } from '@nin/blocks';
import { networks, type NetworkName } from '../plan/networks';
import { knownMacs, trainingMacs } from '../plan/training-macs';
import type { NetworkFacts } from '../result/bench-result';

/** What a result tells of a network. */
export function networkFacts(name: NetworkName): NetworkFacts {
  const { title, spec } = networks[name];
  const { params } = profile(spec).totals;
  return { name, title, params, macs: knownMacs(spec), trainingMacs: trainingMacs(spec) };
}
