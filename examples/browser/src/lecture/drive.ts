import { goTo, type Place } from '../frame/place';
import { settings } from '../settings/settings-state';
import { isNarrow, lectureNote, type SectionId } from './lecture-state';
import { changesBetween, snapshotOf } from './snapshot';

/** Does something to the settings, and tells in the section what it changed. */
export function drive(section: SectionId, act: () => void): void {
  const before = snapshotOf(settings.value);
  act();
  lectureNote.value = { section, changes: changesBetween(before, snapshotOf(settings.value)) };
}

/** Shows a part of the tool. On a narrow page it lies below the lecture: then the page goes there. */
export function showPlace(place: Place): void {
  goTo(place);
  if (isNarrow()) document.getElementById('tool')?.scrollIntoView();
}

/** Shows a place of the tool by its id: goes to its part, and scrolls there. */
export function showElement(part: Place, id: string): void {
  goTo(part);
  // The part is drawn first, if it was another one.
  requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(id)?.scrollIntoView()));
}
