import { dataState } from '../lab/data-state';
import { continueRun } from '../lab/run-training';
import { isBusy, type TrainingFailure, trainingState } from '../lab/training-state';
import { networkName } from '../network/network-text';
import { SteadyButton, useFocusHandedOn } from '../page/elements';
import { goTo } from '../page/place';
import type { RunRecord } from '../runs/run-record';
import { canGoOn, currentRun, currentRunId, removeRun, runs } from '../runs/runs-state';
import { dataTitle } from '../settings/experiment-words';
import { troubleText } from './train-text';

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
  const isTrained = next > run.experiment.epochs;
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

/** Trainings that a reload or a crash ended, to be continued or forgotten. */
export function InterruptedRuns() {
  const words = troubleText();
  const interrupted = runs.value.filter(
    (run) => run.state === 'running' && canGoOn(run) && run.id !== currentRunId.value,
  );
  if (interrupted.length === 0) return null;
  return (
    <section class="card" aria-labelledby="interrupted">
      <h3 id="interrupted">{words.interrupted}</h3>
      {interrupted.map((run) => (
        <Interrupted key={run.id} run={run} />
      ))}
    </section>
  );
}

function Interrupted({ run }: { run: RunRecord }) {
  const words = troubleText();
  const { base, experiment } = run;
  const { epochs } = experiment;
  const network = networkName(base);
  // The epoch after the whole ones was under way.
  const epoch = Math.min(run.history.length + 1, epochs);
  const place = useFocusHandedOn('start-training');
  return (
    <div class="interrupted" ref={place}>
      <p>{words.wasInterrupted(network, dataTitle(experiment), epoch, epochs)}</p>
      <div class="buttons">
        <SteadyButton
          off={isBusy.value}
          label={words.continueRun(network, epoch)}
          onClick={() => void continueRun(run.id)}
        >
          {words.continue}
        </SteadyButton>
        <button
          type="button"
          class="quiet"
          aria-label={words.forgetRun(network, epoch)}
          onClick={() => void removeRun(run.id)}
        >
          {words.forget}
        </button>
      </div>
    </div>
  );
}

/** Why a run's model cannot be had: in the language of the page where it is the run's fault, else as it was reported. */
export function FailureText({ failure }: { failure: { name: string; message: string } }) {
  if (failure.name !== 'KeptRunError') return <span lang="en">{failure.message}</span>;
  return (
    <>
      {troubleText().keptRun} <span lang="en">({failure.message})</span>
    </>
  );
}
