import { signal } from '@preact/signals';

/** The parts of the page, in the order a person goes through them. */
export const places = ['network', 'data', 'train', 'inside', 'compare'] as const;

/** One part of the page. */
export type Place = (typeof places)[number];

/** The part that is shown. The address says it too, as `#train`. */
export const place = signal<Place>('network');

/** Shows a part of the page from its top, and lets the keyboard go on there. */
export function goTo(chosen: Place): void {
  showTab(chosen);
  // The part is drawn first.
  requestAnimationFrame(() => {
    document.getElementById('tool')?.scrollIntoView({ block: 'nearest' });
    document.getElementById(`panel-${chosen}`)?.focus({ preventScroll: true });
  });
}

/** Shows a part of the page; the keyboard stays in the list of tabs. */
export function showTab(chosen: Place): void {
  if (place.value !== chosen) location.hash = chosen;
  place.value = chosen;
}

/** Follows the address, as when a person goes back. */
export function followAddress(): void {
  const follow = () => (place.value = placeOf(location.hash) ?? place.value);
  follow();
  addEventListener('hashchange', follow);
}

/** The part that an address names, if it names one: `#train`, or `#train?…` with settings. */
function placeOf(hash: string): Place | undefined {
  const name = hash.slice(1).split('?')[0];
  return places.find((one) => one === name);
}
