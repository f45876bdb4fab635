import type { SpecName } from './network-specs';

/** The lecture's network was `seed` in links, runs and ablations before it was `lecture`. */
const former = 'seed';

/** Returns the name that a network has now; what is no former name is returned as it is. */
export function presentSpecName(name: unknown): unknown {
  return name === former ? 'lecture' : name;
}

/**
 * Returns the name of a network among what a checkpoint recognizes its training by: always the first that the network
 * had, as a digest of it is kept, which no reader can translate.
 */
export function checkpointSpecName(name: SpecName): string {
  return name === 'lecture' ? former : name;
}
