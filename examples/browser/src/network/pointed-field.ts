import { signal } from '@preact/signals';
import { goTo } from '../page/place';

/** A place in the editor that the lecture speaks of. */
export interface PointedField {
  /** From 0. */
  block: number;
  /** A field's name; without it, the whole block. */
  field?: string;
}

/** The place that is pointed at now, to be drawn so. */
export const pointed = signal<PointedField | undefined>(undefined);

const shownFor = 4000;

/** Shows a place in the editor: goes there, and marks it for some seconds. */
export function pointAt(target: PointedField): void {
  goTo('network');
  pointed.value = target;
  setTimeout(() => {
    if (pointed.value === target) pointed.value = undefined;
  }, shownFor);
  // The tab is drawn first, if it was another one.
  requestAnimationFrame(() => requestAnimationFrame(() => reveal(target)));
}

/** The id of a field of the editor. */
export function fieldId(block: number | undefined, field: string): string {
  return `network-${block === undefined ? '' : `block${block + 1}-`}${field}`;
}

function reveal({ block, field = 'card' }: PointedField): void {
  const element = document.getElementById(fieldId(block, field));
  if (!element) return;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
}

/** Focuses the element with an id after the next drawing of the page: the one that had the focus may be gone, or disabled. */
export function focusAfterDrawing(...ids: readonly string[]): void {
  requestAnimationFrame(() => {
    // The first that can take it.
    ids
      .map((id) => document.getElementById(id))
      .find((element) => element?.matches(':enabled, h4'))
      ?.focus();
  });
}
