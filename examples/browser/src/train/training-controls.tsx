import { holdsData, loadedData } from '../lab/data-state';
import { pauseTraining, resumeTraining, startTraining, stopTraining } from '../lab/run-training';
import { isBusy, trainingState } from '../lab/training-state';
import { formatCount } from '../language/language';
import { isPossible } from '../network/draft-state';
import { networkName } from '../network/network-text';
import { SteadyButton } from '../page/elements';
import type { LabSettings } from '../settings/lab-settings';
import type { SettingName } from '../settings/setting-rules';
import { settings } from '../settings/settings-state';
import { hyperText } from './hyper-text';
import { classCount, type Obstacle, startObstacles } from './start-obstacles';
import { trainText } from './train-text';

/** Start, pause, stop; what will be trained, or why it cannot be. */
export function TrainingControls() {
  const words = trainText();
  const { phase } = trainingState.value;
  const busy = isBusy.value;
  const obstacles = startObstacles(settings.value, isPossible.value);
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
  const of = settings.value;
  return (
    <p>
      <span class="muted">{words.willTrain}:</span>{' '}
      {words.plan(networkName(of.base), words.data[of.data], formatCount(trainingImages(of)))};{' '}
      {words.steps(of.training.epochs, formatCount(stepsPerEpoch(of)))}.
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
  const { fields } = hyperText();
  const placed = (name: SettingName) => (isInData(name) ? obstacles.inData(fields[name]) : fields[name]);
  switch (obstacle.kind) {
    case 'settings':
      return <>{obstacles.settings(obstacle.names.map(placed).join(', '))}</>;
    case 'draft':
      return <>{obstacles.draft}</>;
    case 'input':
      return <>{obstacles.input(obstacle.shape)}</>;
    case 'outputs':
      return <>{obstacles.outputs(obstacle.outputs, classCount)}</>;
    case 'network':
      return (
        <>
          {obstacles.network} <span lang="en">{obstacle.message}</span>
        </>
      );
  }
}

/** Whether a field stands in the tab "Data", where a person who looks for it here would not find it. */
function isInData(name: SettingName): boolean {
  return name === 'limitTrain' || name === 'limitTest';
}

/** CIFAR-10's training images, and as many as the worker draws. */
const fullCount = { cifar10: 50_000, synthetic: 10_000 };

/** How many images these settings train on: counted, if they are loaded. */
function trainingImages(of: LabSettings): number {
  const { data, limitTrain } = of;
  const full = fullCount[data];
  const held = holdsData(of) ? loadedData.value?.train : undefined;
  return held ?? Math.min(full, limitTrain ?? full);
}

/** Steps of an epoch with these settings, as the training counts them. */
export function stepsPerEpoch(of: LabSettings): number {
  return Math.ceil(trainingImages(of) / of.training.batchSize);
}
