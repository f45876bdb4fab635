import { continueRun } from '../lab/run-training';
import { isBusy } from '../lab/training-state';
import type { RunRecord } from '../runs/run-record';
import { canGoOn, currentRunId, removeRun, runs } from '../runs/runs-state';
import { networkName } from './network-name';
import { SteadyButton } from './steady-button';
import { trainText } from './train-text';
import { troubleText } from './trouble-text';
import { useFocusHandedOn } from './focus-handed-on';

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
  const { data } = trainText();
  const { base, training, data: name } = run.settings;
  const network = networkName(base);
  // The epoch after the whole ones was under way.
  const epoch = Math.min(run.history.length + 1, training.epochs);
  const place = useFocusHandedOn('start-training');
  return (
    <div class="interrupted" ref={place}>
      <p>{words.wasInterrupted(network, data[name], epoch, training.epochs)}</p>
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
