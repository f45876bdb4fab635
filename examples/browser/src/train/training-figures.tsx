import { formatDecimal, formatDuration, formatPercent } from '../language/figure-format';
import { formatCount } from '../language/texts';
import { isBusy, trainingState } from '../lab/training-state';
import { currentRun } from '../runs/runs-state';
import { trainText } from './train-text';

type Figure = readonly [value: string | undefined, name: string];

/** What the training has reached: while it goes on, by its steps and epochs; at its end, by its test. */
export function TrainingFigures() {
  const { step, phase } = trainingState.value;
  const hasEnded = phase === 'finished' || phase === 'stopped';
  const accuracy = hasEnded ? currentRun.value?.results?.accuracy : undefined;
  if (!step && accuracy === undefined) return null;
  const figures = [
    ...trainingFigures(accuracy !== undefined),
    ...testFigures(accuracy),
    ...(step ? paceFigures() : []),
  ];
  return (
    <ul class="figures steady-figures">
      {figures.map(([value, name]) => (
        <li key={name}>
          <b>{value ?? '–'}</b> {name}
        </li>
      ))}
    </ul>
  );
}

function trainingFigures(isTested: boolean): Figure[] {
  const words = trainText();
  const { step } = trainingState.value;
  if (!step) return [];
  // Beside the test of the whole training, what is of one epoch must say so.
  const named = (name: string) => (isTested ? words.ofEpoch(name, step.epoch) : name);
  return [
    [formatDecimal(step.loss, 3), named(words.loss)],
    [formatPercent(step.accuracy, 1), named(words.accuracy)],
  ];
}

/** Of the last epoch; once the training has been tested, the accuracy is that of its test, as everywhere else. */
function testFigures(tested: number | undefined): Figure[] {
  const words = trainText();
  const { epoch } = trainingState.value;
  const { validationLoss: loss, validationAccuracy: accuracy } = epoch ?? {};
  if (tested === undefined) {
    return [
      [loss === undefined ? undefined : formatDecimal(loss, 3), words.testLoss],
      [accuracy === undefined ? undefined : formatPercent(accuracy, 1), words.testAccuracy],
    ];
  }
  const lossOf: Figure[] =
    epoch && loss !== undefined ? [[formatDecimal(loss, 3), words.ofEpoch(words.testLoss, epoch.epoch)]] : [];
  return [...lossOf, [formatPercent(tested, 1), words.testAccuracy]];
}

function paceFigures(): Figure[] {
  const words = trainText();
  const { step, pace, phase } = trainingState.value;
  const left = phase === 'training' ? pace?.secondsLeft : undefined;
  const rate = pace?.imagesPerSecond ?? step?.imagesPerSecond ?? 0;
  const speed: Figure = [formatCount(Math.round(rate)), words.rate];
  return isBusy.value
    ? [speed, [left === undefined ? undefined : formatDuration(left), words.left]]
    : [speed];
}
