import type { ComponentChildren } from 'preact';
import { openSection, sectionIds, type SectionId } from './lecture-state';
import { lectureText } from './lecture-text';
import { showTitle, titleId } from './show-title';

/** A section of the lecture: its title opens it, and closes the one that was open. */
export function Section({ id, children }: { id: SectionId; children: ComponentChildren }) {
  const words = lectureText();
  const isOpen = openSection.value === id;
  const place = sectionIds.indexOf(id);
  return (
    <li class={`lecture-section${isOpen ? ' open' : ''}`}>
      <h3>
        <button
          type="button"
          id={titleId(id)}
          aria-expanded={isOpen}
          aria-controls={isOpen ? `lecture-${id}` : undefined}
          onClick={() => {
            openSection.value = isOpen ? undefined : id;
            if (!isOpen) showTitle(id);
          }}
        >
          <span class="section-number">{place + 1}</span>
          {words.titles[id]}
        </button>
      </h3>
      {isOpen && (
        <div class="section-body" id={`lecture-${id}`} role="group" aria-labelledby={titleId(id)}>
          {children}
          <div class="section-turns">
            <Turn to={sectionIds[place - 1]} mark="←" word={words.previous} />
            <Turn to={sectionIds[place + 1]} mark="→" word={words.next} />
          </div>
        </div>
      )}
    </li>
  );
}

/** A button to the section before or behind. */
function Turn({ to, mark, word }: { to: SectionId | undefined; mark: string; word: string }) {
  const words = lectureText();
  if (!to) return <span />;
  const turn = () => {
    openSection.value = to;
    showTitle(to);
  };
  return (
    <button type="button" class="quiet turn" onClick={turn} aria-label={`${word}: ${words.titles[to]}`}>
      {mark === '←' && <span aria-hidden="true">←</span>} {word}{' '}
      {mark === '→' && <span aria-hidden="true">→</span>}
    </button>
  );
}
