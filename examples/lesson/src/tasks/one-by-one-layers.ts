import { profile, withMlpLayers, type NinSpec } from '@nin/blocks';
import { count, percent } from '../formats';
import type { LessonData } from '../lesson-data';
import type { LessonSettings } from '../lesson-settings';
import type { Page } from '../page';
import { trainBriefly } from '../short-training';
import { table } from '../table';

/** Task 2: take 1×1 layers away, or add one. */
export async function layersTask(
  page: Page,
  { spec, narrow, data }: { spec: NinSpec; narrow: NinSpec; data: LessonData },
  { taskImages, experiment }: LessonSettings,
): Promise<void> {
  page.print(
    '',
    'Task 2. Take away 1×1 layers, or add one. (Parameters and MACs of the full width, at 32×32.)',
    '',
  );
  const { head, row } = table(['1×1 layers', 'parameters', '       MACs', 'test loss', 'test accuracy']);
  page.print(head);
  for (const mlpLayers of [0, 1, 2, 3, 4]) {
    const { params, macs } = profile(withMlpLayers(spec, mlpLayers)).totals;
    const { loss, accuracy } = await trainBriefly(
      experiment,
      withMlpLayers(narrow, mlpLayers),
      data,
      taskImages,
    );
    page.print(row([mlpLayers, count(params), count(macs), loss.toFixed(4), percent(accuracy)]));
  }
  page.print(
    '',
    'Why two? One with its ReLU is a hidden layer; with a second behind it, every pixel goes through',
  );
  page.print('a whole small perceptron, which can come near to any function of the channels.');
}
