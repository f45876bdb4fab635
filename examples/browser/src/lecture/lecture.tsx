import type { ComponentChildren, FunctionComponent } from 'preact';
import { isNarrow, lectureOpen, openLecture, openSection, type SectionId, sectionIds } from './lecture-state';
import { lectureText } from './lecture-text';
import { AveragingSection } from './sections/averaging';
import { BlocksSection } from './sections/blocks';
import { ConfusionSection } from './sections/confusion';
import { CosineSection } from './sections/cosine';
import { CountingSection } from './sections/counting';
import { LayersSection } from './sections/layers';
import { PerceptronSection } from './sections/perceptron';
import { ShapesSection } from './sections/shapes';
import { TuningSection } from './sections/tuning';

const bodies: Record<SectionId, FunctionComponent> = {
  perceptron: PerceptronSection,
  blocks: BlocksSection,
  averaging: AveragingSection,
  cosine: CosineSection,
  confusion: ConfusionSection,
  shapes: ShapesSection,
  tuning: TuningSection,
  layers: LayersSection,
  counting: CountingSection,
};

/** What the tool is about, section by section, with buttons that drive it. */
export function Lecture() {
  const words = lectureText();
  return (
    <aside class="lecture" aria-label={words.title}>
      <details
        class="lecture-fold"
        open={lectureOpen.value}
        onToggle={(event) => openLecture(event.currentTarget.open)}
      >
        <summary>
          <h2>{words.title}</h2>
        </summary>
        <p class="muted lecture-lead">{words.lead}</p>
        <ol class="lecture-sections">
          {sectionIds.map((id) => {
            const Body = bodies[id];
            return (
              <Section key={id} id={id}>
                <Body />
              </Section>
            );
          })}
        </ol>
      </details>
    </aside>
  );
}

/** A section of the lecture: its title opens it, and closes the one that was open. */
function Section({ id, children }: { id: SectionId; children: ComponentChildren }) {
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

/** The id of a section's title. */
function titleId(id: SectionId): string {
  return `lecture-title-${id}`;
}

/**
 * Brings a section's title to the top once it is drawn open: the section that closed above it has moved it away. Beside
 * the tool only the lecture scrolls; above it, the page does.
 */
function showTitle(id: SectionId): void {
  requestAnimationFrame(() => {
    const title = document.getElementById(titleId(id));
    const scroller = title?.closest('.lecture');
    if (!title || !scroller) return;
    title.focus({ preventScroll: true });
    if (isNarrow()) title.scrollIntoView({ block: 'start' });
    else scroller.scrollTop += title.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 4;
  });
}
