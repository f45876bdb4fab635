import { learningRateSchedule, type Experiment } from '@nin/recipes';
import { cosineAnnealing, type Schedule } from '@nin/schedules';
import { rate } from '../formats';
import type { LessonSettings } from '../lesson-settings';
import type { Page } from '../page';
import { table } from '../table';

/** The lecture's schedule. */
type CosineSettings = Extract<Experiment['schedule'], { kind: 'cosineAnnealing' }>;

/** The learning rate by epoch. */
export function scheduleCell(page: Page, { experiment }: LessonSettings): Schedule {
  page.heading('The learning rate: cosine annealing', 'src/cells/05-schedule.ts');
  const { learningRate: initial } = experiment.optimizer;
  const { steps = experiment.epochs, divisor } = experiment.schedule as CosineSettings;
  const { schedule } = learningRateSchedule(experiment, 1);
  const textbook = cosineAnnealing({ initial, steps });
  page.print(`${initial} · (1 + cos(π · epoch / ${steps})) / ${divisor}`, '');
  const { head, row } = table(['epoch', 'learning rate', 'with divisor 2']);
  page.print(head);
  for (const epoch of [0, 1, 2, 3, 4])
    page.print(row([epoch + 1, rate(schedule(epoch)), rate(textbook(epoch))]));
  page.oddity('divided by 1.8, so the rate begins at 1.11 times the one stated', {
    name: '--divisor',
    value: divisor,
    odd: 1.8,
    plain: 2,
  });
  return schedule;
}
