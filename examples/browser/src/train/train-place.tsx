import { isBusy, trainingState } from '../lab/training-state';
import { goTo } from '../page/place';
import { currentRun } from '../runs/runs-state';
import { HyperParameters } from './hyper-parameters';
import { trainText } from './train-text';
import { TrainingControls } from './training-controls';
import { TrainingCurves } from './training-curves';
import { ComputingDevice, TrainingProgress } from './training-progress';
import { InterruptedRuns } from './training-trouble';

/** The tab "Train". What moves stands first, and small while it moves, so that a projector shows it whole; what is set stands below. */
export function TrainPlace() {
  const words = trainText();
  const { phase, step } = trainingState.value;
  const run = currentRun.value;
  const hasEnded = step !== undefined && (phase === 'finished' || phase === 'stopped');
  return (
    <div class={isBusy.value ? 'train-place under-way' : 'train-place'}>
      <h2>{words.heading}</h2>
      <InterruptedRuns />
      <section class="card" aria-labelledby="training">
        <h3 id="training" class="visually-hidden">
          {words.training}
        </h3>
        <TrainingControls />
        <TrainingProgress />
        {hasEnded && (
          <div class="buttons">
            <button type="button" onClick={() => goTo('inside')}>
              {words.next}
            </button>
          </div>
        )}
      </section>
      {run && <TrainingCurves run={run} />}
      <ComputingDevice />
      <HyperParameters />
    </div>
  );
}
