import { isNarrow, type SectionId } from './lecture-state';

/** The id of a section's title. */
export function titleId(id: SectionId): string {
  return `lecture-title-${id}`;
}

/**
 * Brings a section's title to the top once it is drawn open: the section that closed above it has moved it away. Beside
 * the tool only the lecture scrolls; above it, the page does.
 */
export function showTitle(id: SectionId): void {
  requestAnimationFrame(() => {
    const title = document.getElementById(titleId(id));
    const scroller = title?.closest('.lecture');
    if (!title || !scroller) return;
    title.focus({ preventScroll: true });
    if (isNarrow()) title.scrollIntoView({ block: 'start' });
    else scroller.scrollTop += title.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 4;
  });
}
