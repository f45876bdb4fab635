import type { RunRecord } from '../runs/run-record';
import { CurveChart } from './curve-chart';
import type { CurveLine } from './curve-line';
import { epochPoints, ratePoints } from './curve-points';
import { curvesText } from './curves-text';
import { EpochTable } from './epoch-table';
import { isBusy } from '../lab/training-state';
import { language } from '../language/language';
import { formatRate, shortNumber } from '../language/number-format';
import { movingMeans } from './moving-means';

/** Loss, accuracy and learning rate of the training under way, or of the last one. */
export function TrainingCurves({ run }: { run: RunRecord }) {
  const words = curvesText();
  return (
    <section class="card" aria-labelledby="curves">
      <h3 id="curves" class={isBusy.value ? 'visually-hidden' : undefined}>
        {words.heading}
      </h3>
      <div class="curves">
        <CurveChart
          title={words.loss}
          lines={bothLines(run, words, 'loss', 'validationLoss')}
          xTitle={words.epoch}
          xMax={run.settings.training.epochs}
          format={formatLoss}
        />
        <CurveChart
          title={words.accuracy}
          lines={bothLines(run, words, 'accuracy', 'validationAccuracy')}
          xTitle={words.epoch}
          xMax={run.settings.training.epochs}
          format={formatShare}
          shares
        />
        <CurveChart
          title={words.rate}
          lines={[{ name: words.rate, points: ratePoints(run.steps), color: '--chart-3' }]}
          xTitle={words.epoch}
          xMax={run.settings.training.epochs}
          format={formatRate}
        />
      </div>
      <p class="hint">{words.means}</p>
      <details>
        <summary>{words.table}</summary>
        <EpochTable history={run.history} />
      </details>
    </section>
  );
}

/** A figure on the images just trained on, and on the test images, at the end of each epoch. */
function bothLines(
  { steps, history }: RunRecord,
  names: { training: string; test: string },
  ofStep: 'loss' | 'accuracy',
  ofEpoch: 'validationLoss' | 'validationAccuracy',
): CurveLine[] {
  return [
    { name: names.training, points: movingMeans(steps, history, ofStep), color: '--chart-1' },
    {
      name: names.test,
      points: epochPoints(history, ofEpoch),
      color: '--chart-2',
      dashed: true,
      dots: true,
    },
  ];
}

// Functions of their own, not made anew each time: a chart is drawn again when its format changes.
function formatLoss(loss: number): string {
  return shortNumber(loss, 3);
}

function formatShare(share: number): string {
  return `${shortNumber(100 * share, 3)}${language.value === 'ru' ? '\u00a0%' : '%'}`;
}
