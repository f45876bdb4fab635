import { lectureSpec, withClasses, withMlpLayers, type NinSpec } from '@nin/blocks';
import type { LessonSettings } from './lesson-options';

/** The lecture's network at full width, with its oddities as the settings have them. */
export function lessonSpec({
  outputs,
  mlpLayers,
  block2Filters,
  logits,
  initializer,
}: Pick<LessonSettings, 'outputs' | 'mlpLayers' | 'block2Filters' | 'logits' | 'initializer'>): NinSpec {
  const spec = withClasses(withMlpLayers(lectureSpec, mlpLayers), outputs);
  const last = spec.blocks.length - 1;
  return {
    ...spec,
    blocks: spec.blocks.map((block, i) => ({
      ...block,
      kernelInitializer: initializer,
      ...(i === 1 && { filters: block2Filters }),
      ...(i === last && { outputActivation: logits }),
    })),
  };
}
