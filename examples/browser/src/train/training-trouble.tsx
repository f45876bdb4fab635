import { goTo } from '../frame/place';
import { dataState } from '../lab/data-state';
import { continueRun } from '../lab/run-training';
import { trainingState, type TrainingFailure } from '../lab/training-state';
import { canGoOn, currentRun } from '../runs/runs-state';
import { useFocusHandedOn } from './focus-handed-on';
import { troubleText } from './trouble-text';

/** Notices of the training; why it failed and what to do; a way to go on. */
export function TrainingTrouble() {
  const words = troubleText();
  const { notices, failure, phase } = trainingState.value;
  return (
    <>
      {notices.length > 0 && (
        <ul class="notice plain" aria-label={words.notices} lang="en">
          {notices.map((notice, place) => (
            <li key={place}>{notice}</li>
          ))}
        </ul>
      )}
      {failure && <Failure failure={failure} />}
      {phase === 'stopped' && <ContinueButton />}
    </>
  );
}

function Failure({ failure }: { failure: TrainingFailure }) {
  const words = troubleText();
  const { name, message, canContinue } = failure;
  const advice = adviceFor(name, words);
  return (
    <div class="notice bad failure" role="alert">
      {advice ? (
        <>
          <p>{advice}</p>
          <details>
            <summary>{words.details}</summary>
            <p lang="en">{message}</p>
          </details>
        </>
      ) : (
        <p>
          {words.failed} <span lang="en">{message}</span>
        </p>
      )}
      {dataState.value.phase === 'failed' && (
        <div class="buttons">
          <span>{words.data}</span>
          <button type="button" onClick={() => goTo('data')}>
            {words.toData}
          </button>
        </div>
      )}
      {canContinue && !repeating.includes(name) && <ContinueButton />}
    </div>
  );
}

/** Failures that the same settings would bring about again. */
const repeating: readonly string[] = ['NonFiniteLossError', 'DeviceLimitError', 'KeptRunError'];

function adviceFor(name: string, words: ReturnType<typeof troubleText>): string | undefined {
  if (name === 'DeviceLostError') return words.lost;
  if (name === 'DeviceLimitError') return words.limit;
  if (name === 'NonFiniteLossError') return words.notFinite;
  if (name === 'KeptRunError') return words.keptRun;
  if (name === 'RunInUseError') return words.inUse;
  return undefined;
}

/** Goes on with the current run where it was last kept, if there is something to go on from and to go on to. */
function ContinueButton() {
  const run = currentRun.value;
  if (!run || !canGoOn(run)) return null;
  const next = run.history.length + 1;
  const isTrained = next > run.settings.training.epochs;
  if (isTrained && run.state !== 'running') return null;
  return <ContinueFrom id={run.id} epoch={isTrained ? undefined : next} kept={run.history.length} />;
}

/** A button that goes away with the click on it, and leaves the focus to what takes the click back. */
function ContinueFrom({ id, epoch, kept }: { id: string; epoch: number | undefined; kept: number }) {
  const words = troubleText();
  const place = useFocusHandedOn('stop-training');
  return (
    <div class="buttons" ref={place}>
      <button type="button" onClick={() => void continueRun(id)}>
        {epoch === undefined ? words.testOnly : words.goOn(epoch)}
      </button>
      <span class="muted">{words.epochs(kept)}</span>
    </div>
  );
}
