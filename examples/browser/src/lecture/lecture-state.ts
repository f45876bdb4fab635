import { signal } from '@preact/signals';
import { remember, remembered } from '../settings/remembered';
import type { SnapshotChange } from './snapshot';

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

/** What a button of the lecture did, told in the section where it stands. */
export interface LectureNote {
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
