import type { EpochReport } from '@nin/trainer';
import type { CurveLine } from '../charts/chart-drawing';
import { CurveChart } from '../charts/curve-chart';
import { epochPoints, movingMeans, ratePoints } from '../charts/curve-points';
import { isBusy } from '../lab/training-state';
import { formatCount, language, texts } from '../language/language';
import { formatDecimal, formatDuration, formatPercent, formatRate, shortNumber } from '../language/numbers';
import { ColumnHeads } from '../page/elements';
import type { RunRecord } from '../runs/run-record';

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
          xMax={run.experiment.epochs}
          format={formatLoss}
        />
        <CurveChart
          title={words.accuracy}
          lines={bothLines(run, words, 'accuracy', 'validationAccuracy')}
          xTitle={words.epoch}
          xMax={run.experiment.epochs}
          format={formatShare}
          shares
        />
        <CurveChart
          title={words.rate}
          lines={[{ name: words.rate, points: ratePoints(run.steps), color: '--chart-3' }]}
          xTitle={words.epoch}
          xMax={run.experiment.epochs}
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

// Constants, not functions of each drawing: a chart is drawn again when its format changes.
function formatLoss(loss: number): string {
  return shortNumber(loss, 3);
}

function formatShare(share: number): string {
  return `${shortNumber(100 * share, 3)}${language.value === 'ru' ? '\u00a0%' : '%'}`;
}

/** The figures of the epochs, a row each. */
function EpochTable({ history }: { history: readonly EpochReport[] }) {
  const words = curvesText();
  const { columns } = words;
  if (history.length === 0) return <p class="muted">{words.noEpoch}</p>;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={words.table}>
      <table class="epochs">
        <ColumnHeads names={Object.values(columns)} />
        <tbody>
          {history.map((report) => (
            <tr key={report.epoch}>
              <th scope="row">{report.epoch}</th>
              <td>{formatDecimal(report.loss, 4)}</td>
              <td>{formatPercent(report.accuracy)}</td>
              <td>{known(report.validationLoss, (loss) => formatDecimal(loss, 4))}</td>
              <td>{known(report.validationAccuracy, formatPercent)}</td>
              <td>{known(report.learningRate, formatRate)}</td>
              <td>{formatCount(Math.round(report.imagesPerSecond))}</td>
              <td>{formatDuration(report.seconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function known(value: number | undefined, format: (value: number) => string): string {
  return value === undefined ? '–' : format(value);
}

/** The words of a training's curves and of their table. */
const curvesText = texts({
  heading: ['Curves', 'Кривые обучения'],
  loss: ['Loss', 'Потери'],
  accuracy: ['Accuracy', 'Точность'],
  rate: ['Learning rate', 'Скорость обучения'],
  training: ['training', 'обучение'],
  test: ['test', 'тест'],
  epoch: ['epochs', 'эпохи'],
  means: [
    'The training curve is the mean over the images just trained on, a twentieth of an epoch and at least 256; the test stands at the end of an epoch. The figures above and the table have the mean over the whole epoch, while the weights change.',
    'Кривая обучения — среднее по последним изображениям: двадцатая часть эпохи, но не меньше 256. Значения на тесте даны в конце эпохи. Числа над графиками и в таблице усреднены с начала эпохи, пока веса меняются.',
  ],
  table: ['The epochs as a table', 'Эпохи в таблице'],
  noEpoch: ['No epoch is over yet.', 'Ни одна эпоха ещё не закончена.'],
  columns: {
    epoch: ['Epoch', 'Эпоха'],
    loss: ['Loss', 'Потери'],
    accuracy: ['Accuracy', 'Точность'],
    testLoss: ['Test loss', 'Потери, тест'],
    testAccuracy: ['Test accuracy', 'Точность, тест'],
    rate: ['Learning rate', 'Скорость обучения'],
    speed: ['Images/s', 'Изобр./с'],
    time: ['Time', 'Время'],
  },
});
