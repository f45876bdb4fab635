import { isBusy, trainingState } from '../lab/training-state';
import { backendState } from '../lab/worker-link';
import { formatCount } from '../language/language';
import { formatDecimal, formatDuration, formatPercent } from '../language/numbers';
import { networkName } from '../network/network-text';
import { dataTitle } from '../settings/experiment-words';
import { currentRun } from '../runs/runs-state';
import { trainText } from './train-text';
import { TrainingTrouble } from './training-trouble';

/** Where the training stands: phase, how far, how fast, what it has reached. */
export function TrainingProgress() {
  const { phase } = trainingState.value;
  return (
    <>
      <TrainedLine />
      <PhaseLine />
      {phase === 'compiling' && <CompileBar />}
      <EpochBar />
      <TrainingFigures />
      <TrainingTrouble />
      <EpochAnnouncer />
    </>
  );
}

/** Which training the figures are of: the settings may have been changed since it began. */
function TrainedLine() {
  const words = trainText();
  const run = currentRun.value;
  if (!run) return null;
  const { base, experiment } = run;
  return (
    <p class="trained-line">
      <span class="muted">{isBusy.value ? words.trains : words.hasTrained}:</span>{' '}
      {words.plan(networkName(base), dataTitle(experiment), formatCount(run.data.train))};{' '}
      {words.steps(experiment.epochs, formatCount(Math.ceil(run.data.train / experiment.batch.size)))}.
    </p>
  );
}

function PhaseLine() {
  const { phase: words } = trainText();
  const { phase, compiling } = trainingState.value;
  switch (phase) {
    case 'starting':
    case 'loading':
    case 'testing':
    case 'stopping':
    case 'finished':
    case 'stopped':
      return <p>{words[phase]}</p>;
    case 'compiling':
      return <p>{compiling ? words.compilingCount(compiling.done, compiling.total) : words.compiling}</p>;
    case 'paused':
      return <p>{trainText().pausing}</p>;
    case 'idle':
    case 'training':
    case 'failed':
      return null;
  }
}

function CompileBar() {
  const { compileProgress } = trainText();
  const { compiling } = trainingState.value;
  return <progress aria-label={compileProgress} value={compiling?.done} max={compiling?.total ?? 1} />;
}

/** One bar for the whole training: an epoch's own would jump back too often. */
function EpochBar() {
  const words = trainText();
  const { step } = trainingState.value;
  if (!step) return null;
  const { epoch, epochs, steps } = step;
  return (
    <div class="epoch-bar">
      <div class="epoch-place">
        <b>{words.epochOf(epoch, epochs)}</b>
        {steps !== undefined && (
          <span class="muted">{words.stepOf(formatCount(step.step), formatCount(steps))}</span>
        )}
      </div>
      <progress
        aria-label={words.wholeProgress}
        value={epoch - 1 + (steps ? step.step / steps : 0)}
        max={epochs}
      />
    </div>
  );
}

/** Announces each epoch to screen readers, and no step. */
function EpochAnnouncer() {
  const words = trainText();
  const { epoch } = trainingState.value;
  return (
    <p class="visually-hidden" aria-live="polite">
      {epoch?.validationAccuracy !== undefined &&
        words.announce(epoch.epoch, epoch.epochs, formatPercent(epoch.validationAccuracy, 1))}
    </p>
  );
}

type Figure = readonly [value: string | undefined, name: string];

/** What the training has reached: while it goes on, by its steps and epochs; at its end, by its test. */
function TrainingFigures() {
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

/** What computes, why it was taken, and why no other was. */
export function ComputingDevice() {
  const words = trainText();
  const state = backendState.value;
  if (state.phase !== 'ready') return null;
  const { name, device, software, reason, rejected } = state.info;
  return (
    <div class="computing">
      <p>
        <span class="muted">{words.device}:</span> <b>{name}</b>, <span lang="en">{device}</span>
        {software && ` (${words.software})`}
      </p>
      <details>
        <summary>{words.why}</summary>
        <p class="hint">{words.reasons[reason] ?? <span lang="en">{reason}</span>}</p>
        {rejected.length > 0 && (
          <ul>
            {rejected.map((other) => (
              <li key={other.name}>
                <b>{other.name}</b>: <span lang="en">{other.reason}</span>
              </li>
            ))}
          </ul>
        )}
      </details>
    </div>
  );
}
