import type { FunctionComponent } from 'preact';
import { lectureOpen, openLecture, sectionIds, type SectionId } from './lecture-state';
import { lectureText } from './lecture-text';
import { Section } from './section';
import { AveragingSection } from './sections/averaging-section';
import { BlocksSection } from './sections/blocks-section';
import { ConfusionSection } from './sections/confusion-section';
import { CosineSection } from './sections/cosine-section';
import { CountingSection } from './sections/counting-section';
import { LayersSection } from './sections/layers-section';
import { PerceptronSection } from './sections/perceptron-section';
import { ShapesSection } from './sections/shapes-section';
import { TuningSection } from './sections/tuning-section';
import './lecture.css';

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
