import { holdsData, loadedData } from '../lab/data-state';
import { pauseTraining, resumeTraining, startTraining, stopTraining } from '../lab/run-training';
import { isBusy, trainingState } from '../lab/training-state';
import { formatCount } from '../language/language';
import { isPossible } from '../network/draft-state';
import { networkName } from '../network/network-text';
import { SteadyButton } from '../page/elements';
import type { Experiment } from '@nin/recipes';
import { fieldProblems } from '../settings/experiment-fields';
import { dataTitle, pathName } from '../settings/experiment-words';
import { dataNameOf } from '../settings/page-choices';
import { base, experiment } from '../settings/settings-state';
import { classCount, type Obstacle, startObstacles } from './start-obstacles';
import { trainText } from './train-text';

/** Start, pause, stop; what will be trained, or why it cannot be. */
export function TrainingControls() {
  const words = trainText();
  const { phase } = trainingState.value;
  const busy = isBusy.value;
  const obstacles = startObstacles(experiment.value, {
    brokenPaths: fieldProblems.value.map(({ path }) => path),
    isDraftPossible: isPossible.value,
    stepsPerEpoch: stepsPerEpoch(experiment.value),
  });
  const blocked = obstacles.length > 0;
  return (
    <>
      {!busy && !blocked && <Plan />}
      <div class="buttons">
        <SteadyButton
          id="start-training"
          primary
          off={busy || blocked}
          describedBy={!busy && blocked ? 'obstacles' : undefined}
          onClick={() => void startTraining()}
        >
          {words.start}
        </SteadyButton>
        {/* One button: it keeps the focus when it changes its meaning. */}
        <SteadyButton
          off={phase !== 'training' && phase !== 'paused'}
          onClick={phase === 'paused' ? resumeTraining : pauseTraining}
        >
          {phase === 'paused' ? words.resume : words.pause}
        </SteadyButton>
        <SteadyButton
          id="stop-training"
          off={!busy || phase === 'stopping' || phase === 'testing'}
          onClick={stopTraining}
        >
          {words.stop}
        </SteadyButton>
      </div>
      {!busy && blocked && <Obstacles obstacles={obstacles} />}
      {!busy && <p class="hint">{words.kept}</p>}
    </>
  );
}

/** What a click on Start will do. */
function Plan() {
  const words = trainText();
  const of = experiment.value;
  return (
    <p>
      <span class="muted">{words.willTrain}:</span>{' '}
      {words.plan(networkName(base.value), dataTitle(of), formatCount(trainingImages(of)))};{' '}
      {words.steps(of.epochs, formatCount(stepsPerEpoch(of)))}.
    </p>
  );
}

function Obstacles({ obstacles }: { obstacles: readonly Obstacle[] }) {
  const words = trainText();
  return (
    <div id="obstacles" class="notice bad">
      <b>{words.cannotStart}</b>
      <ul class="plain">
        {obstacles.map((obstacle) => (
          <li key={obstacle.kind}>
            <ObstacleLine obstacle={obstacle} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function ObstacleLine({ obstacle }: { obstacle: Obstacle }) {
  const { obstacles } = trainText();
  const placed = (path: string) => (isInData(path) ? obstacles.inData(pathName(path)) : pathName(path));
  switch (obstacle.kind) {
    case 'settings':
      return <>{obstacles.settings(obstacle.paths.map(placed).join(', '))}</>;
    case 'draft':
      return <>{obstacles.draft}</>;
    case 'input':
      return <>{obstacles.input(obstacle.shape)}</>;
    case 'outputs':
      return <>{obstacles.outputs(obstacle.outputs, classCount)}</>;
    case 'source':
      return <>{obstacles.source(obstacle.source)}</>;
    case 'schedule':
      return (
        <>
          {obstacles.schedule} <span lang="en">{obstacle.message}</span>
        </>
      );
  }
}

/** Whether a field is in the tab "Data", where a person who looks for it here would not find it. */
function isInData(path: string): boolean {
  return path.startsWith('data.');
}

/** CIFAR-10's training images, and as many as the worker draws. */
const fullCount = { cifar10: 50_000, synthetic: 10_000 };

/** Returns how many images an experiment trains on: counted, if they are loaded. */
function trainingImages(of: Experiment): number {
  const full = fullCount[dataNameOf(of) ?? 'cifar10'];
  const held = holdsData(of) ? loadedData.value?.train : undefined;
  return held ?? Math.min(full, of.data.limitTrain ?? full);
}

/** Returns the steps per epoch of an experiment, as the training counts them. */
export function stepsPerEpoch(of: Experiment): number {
  return Math.ceil(trainingImages(of) / of.batch.size);
}
