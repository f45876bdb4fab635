import { useEffect, useRef } from 'preact/hooks';
import { frameText } from './frame-text';
import { place, places, showTab } from './place';

/** The parts of the tool. Arrow keys move between them, as in every list of tabs. */
export function Tabs() {
  const words = frameText();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => revealTab(list.current), [place.value]);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = places[(places.indexOf(place.value) + step + places.length) % places.length];
    showTab(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div ref={list} class="tabs" role="tablist" aria-label={words.parts} onKeyDown={move}>
      {places.map((one) => (
        <button
          key={one}
          id={`tab-${one}`}
          type="button"
          role="tab"
          aria-selected={place.value === one}
          aria-controls={place.value === one ? `panel-${one}` : undefined}
          tabIndex={place.value === one ? 0 : -1}
          onClick={() => showTab(one)}
        >
          {words.places[one]}
        </button>
      ))}
    </div>
  );
}

/** On a phone the list is wider than the page. `scrollIntoView` would have the next Tab key go on from here. */
function revealTab(list: HTMLDivElement | null): void {
  const tab = list?.querySelector<HTMLElement>('[aria-selected="true"]');
  if (!list || !tab) return;
  const [shown, chosen] = [list.getBoundingClientRect(), tab.getBoundingClientRect()];
  if (chosen.left < shown.left) list.scrollLeft += chosen.left - shown.left;
  else if (chosen.right > shown.right) list.scrollLeft += chosen.right - shown.right;
}
