import { formatCount } from '../language/texts';
import { pauseTraining, resumeTraining, startTraining, stopTraining } from '../lab/run-training';
import { isBusy, trainingState } from '../lab/training-state';
import { isPossible } from '../network/draft-state';
import { settings } from '../settings/settings-state';
import { stepsPerEpoch, trainingImages } from './epoch-length';
import { hyperText } from './hyper-text';
import { classCount, startObstacles, type Obstacle } from './start-obstacles';
import { networkName } from './network-name';
import type { SettingName } from './setting-problems';
import { SteadyButton } from './steady-button';
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
