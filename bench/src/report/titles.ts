import { peerTitle, placeTitle } from '../places';
import type { Entry } from '../result/result';

/** Returns the peer of an entry for tables. */
export function peerOf({ peer, runs: [run] }: Pick<Entry, 'peer' | 'runs'>): string {
  return peerTitle(peer, run?.device.threads);
}

/** Returns place, peer and measure of an entry for messages. */
export function entryTitle(entry: Pick<Entry, 'place' | 'peer' | 'measure'>): string {
  return `${placeTitle(entry.place)}, ${peerTitle(entry.peer)}, ${entry.measure}`;
}
