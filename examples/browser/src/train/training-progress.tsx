import { formatPercent } from '../language/figure-format';
import { formatCount } from '../language/texts';
import { isBusy, trainingState } from '../lab/training-state';
import { currentRun } from '../runs/runs-state';
import { trainText } from './train-text';
import { networkName } from './network-name';
import { TrainingFigures } from './training-figures';
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
  const { base, data, training } = run.settings;
  return (
    <p class="trained-line">
      <span class="muted">{isBusy.value ? words.trains : words.hasTrained}:</span>{' '}
      {words.plan(networkName(base), words.data[data], formatCount(run.data.train))};{' '}
      {words.steps(training.epochs, formatCount(Math.ceil(run.data.train / training.batchSize)))}.
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

/** Tells a screen reader each epoch, and no step. */
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
