import { signal } from '@preact/signals';

/** The parts of the page, in the order a person goes through them. */
export const places = ['network', 'data', 'train', 'inside', 'compare'] as const;

/** One part of the page. */
export type Place = (typeof places)[number];

/** The part that is shown. The address says it too, as `#train`. */
export const place = signal<Place>(placeOf(location.hash));

/** Shows a part of the page. */
export function goTo(chosen: Place): void {
  if (place.value !== chosen) location.hash = chosen;
  place.value = chosen;
}

/** Follows the address, as when a person goes back. */
export function followAddress(): void {
  addEventListener('hashchange', () => (place.value = placeOf(location.hash)));
}

/** The part that an address names: `#train`, or `#train?…` with settings. */
function placeOf(hash: string): Place {
  const name = hash.slice(1).split('?')[0];
  return places.find((one) => one === name) ?? 'network';
}
