import type { NinSpec } from '@nin/blocks';
import { count } from '../formats';
import type { LessonData } from '../lesson-data';
import { quick, withQuickStart, type LessonSettings } from '../lesson-settings';
import type { Page } from '../page';
import { shortTraining } from '../short-training';
import { costTask } from '../tasks/cost';
import { layersTask } from '../tasks/one-by-one-layers';
import { tuneTask } from '../tasks/tune';

/** The three tasks the lecture ends with. */
export async function tasksCell(
  page: Page,
  { spec, data }: { spec: NinSpec; data: LessonData },
  settings: LessonSettings,
): Promise<void> {
  page.heading('The tasks', 'src/cells/08-tasks.ts');
  const { testImages, width, batchSize } = shortTraining;
  const used = count(Math.min(settings.taskImages, data.train.count));
  const tested = count(Math.min(testImages, data.test.count));
  page.print(
    `Tasks 1 and 2 train a copy 1/${1 / width} as wide on ${used} images, once, in batches of ${batchSize}, and test it`,
  );
  page.print(
    `on ${tested}${data.caveat}. Its kernels are drawn by ${quick.initializer}, its logits have no ReLU.`,
  );
  page.print('With one seed and few images, small differences are chance; guessing gives 10 %.');
  if (settings.taskImages < 10_000) page.print('--task-images 10000 takes five minutes, and shows more.');
  page.print(`\`${settings.nin} ablate\` compares 1×1 layers in earnest, over several seeds.`);
  const narrow = withQuickStart(settings);
  await tuneTask(page, { narrow, data }, settings);
  await layersTask(page, { spec, narrow, data }, settings);
  costTask(page, spec);
}
