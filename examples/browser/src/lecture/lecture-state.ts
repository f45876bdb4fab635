import { signal } from '@preact/signals';
import { goTo, type Place } from '../page/place';
import { remember, remembered } from '../page/remembered';
import { base, experiment } from '../settings/settings-state';
import { changesBetween, type SnapshotChange, snapshotOf } from './snapshot';

/** The sections, in the order of the lecture. */
export const sectionIds = [
  'perceptron',
  'blocks',
  'averaging',
  'cosine',
  'confusion',
  'shapes',
  'tuning',
  'layers',
  'counting',
] as const;

/** One section of the lecture. */
export type SectionId = (typeof sectionIds)[number];

/** The section that is open. */
export const openSection = signal<SectionId | undefined>('perceptron');

/** The effect of a button of the lecture, shown in its section. */
interface LectureNote {
  section: SectionId;
  changes: readonly SnapshotChange[];
}

export const lectureNote = signal<LectureNote | undefined>(undefined);

const wide = matchMedia('(min-width: 1001px)');

/** Whether the lecture is open: on a wide page as it was left, on a narrow one only when asked for. */
export const lectureOpen = signal(wide.matches && remembered('lecture') !== 'closed');

/** Opens or closes the lecture, on a wide page for the next visits too. */
export function openLecture(open: boolean): void {
  lectureOpen.value = open;
  if (wide.matches) remember('lecture', open ? 'open' : 'closed');
}

/** Whether the tool stands below the lecture rather than beside it. */
export function isNarrow(): boolean {
  return !wide.matches;
}

/** Does something to what is set, and shows in the section what it changed. */
export function drive(section: SectionId, act: () => void): void {
  const now = () => snapshotOf(experiment.value, base.value);
  const before = now();
  act();
  lectureNote.value = { section, changes: changesBetween(before, now()) };
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
