import { networkText } from '../network/network-text';
import type { NetworkName } from '../settings/lab-settings';

/** What a network is called for people: `Tiny`, `Малая`. */
export function networkName(base: NetworkName): string {
  return networkText().networks[base].name;
}
