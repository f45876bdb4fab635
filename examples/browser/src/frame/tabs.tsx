import { frameText } from './frame-text';
import { goTo, place, places } from './place';

/** The parts of the tool. Arrow keys move between them, as in every list of tabs. */
export function Tabs() {
  const words = frameText();
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = places[(places.indexOf(place.value) + step + places.length) % places.length];
    goTo(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={words.parts} onKeyDown={move}>
      {places.map((one) => (
        <button
          key={one}
          id={`tab-${one}`}
          type="button"
          role="tab"
          aria-selected={place.value === one}
          aria-controls={place.value === one ? `panel-${one}` : undefined}
          tabIndex={place.value === one ? 0 : -1}
          onClick={() => goTo(one)}
        >
          {words.places[one]}
        </button>
      ))}
    </div>
  );
}
