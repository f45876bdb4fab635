import type { NinSpec } from '@nin/blocks';
import { applySettings } from '@nin/recipes';
import { percent, rate } from '../formats';
import type { LessonData } from '../lesson-data';
import type { LessonSettings } from '../lesson-settings';
import type { Page } from '../page';
import { trainBriefly } from '../short-training';
import { table } from '../table';

/** Task 1: tune the hyper-parameters, on a grid of four. */
export async function tuneTask(
  page: Page,
  { narrow, data }: { narrow: NinSpec; data: LessonData },
  { taskImages, experiment }: LessonSettings,
): Promise<void> {
  page.print('', 'Task 1. Tune the hyper-parameters.', '');
  const { head, row } = table(['learning rate', 'divisor', 'first rate', 'test loss', 'test accuracy']);
  page.print(head);
  for (const learningRate of [5e-4, 2e-3]) {
    for (const divisor of [1.8, 2]) {
      const tuned = applySettings(experiment, {
        'optimizer.learningRate': learningRate,
        'schedule.divisor': divisor,
      });
      const { loss, accuracy } = await trainBriefly(tuned, narrow, data, taskImages);
      const first = rate((2 * learningRate) / divisor);
      page.print(row([learningRate, divisor, first, loss.toFixed(4), percent(accuracy)]));
    }
  }
  page.print(
    '',
    'The divisor is a learning rate in disguise: 5e-4 with 1.8 is 5.5556e-4 with 2, in every epoch.',
  );
}
