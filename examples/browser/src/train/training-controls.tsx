import { formatCount } from '../language/texts';
import { pauseTraining, resumeTraining, startTraining, stopTraining } from '../lab/run-training';
import { isBusy, trainingState } from '../lab/training-state';
import { settings } from '../settings/settings-state';
import { stepsPerEpoch, trainingImages } from './epoch-length';
import { hyperText } from './hyper-text';
import { classCount, startObstacles, type Obstacle } from './start-obstacles';
import { trainText } from './train-text';

/** Start, pause, stop; what will be trained, or why it cannot be. */
export function TrainingControls() {
  const words = trainText();
  const { phase } = trainingState.value;
  const busy = isBusy.value;
  const obstacles = startObstacles(settings.value);
  const blocked = obstacles.length > 0;
  return (
    <>
      {!busy && !blocked && <Plan />}
      <div class="buttons">
        <button
          type="button"
          class="primary"
          disabled={busy || blocked}
          aria-describedby={blocked ? 'obstacles' : undefined}
          onClick={() => void startTraining()}
        >
          {words.start}
        </button>
        {phase === 'paused' ? (
          <button type="button" onClick={resumeTraining}>
            {words.resume}
          </button>
        ) : (
          <button type="button" disabled={phase !== 'training'} onClick={pauseTraining}>
            {words.pause}
          </button>
        )}
        <button
          type="button"
          disabled={!busy || phase === 'stopping' || phase === 'testing'}
          onClick={stopTraining}
        >
          {words.stop}
        </button>
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
      {words.plan(of.base, words.data[of.data], formatCount(trainingImages(of)))};{' '}
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
  switch (obstacle.kind) {
    case 'settings':
      return <>{obstacles.settings(obstacle.names.map((name) => fields[name]).join(', '))}</>;
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
