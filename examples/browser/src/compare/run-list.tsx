import { profile } from '@nin/blocks';
import { useSignal } from '@preact/signals';
import { goTo } from '../frame/place';
import { formatDuration, formatMoment, formatPercent } from '../language/figure-format';
import { RunLabel, runLabel } from '../inside/run-label';
import { continueRun } from '../lab/run-training';
import { isBusy } from '../lab/training-state';
import type { RunRecord } from '../runs/run-record';
import { currentRunId, removeRun, runs } from '../runs/runs-state';
import { settings } from '../settings/settings-state';
import { compareText } from './compare-text';
import { runFigures } from './run-figures';

/** All kept runs, and what can be done with each. */
export function RunList() {
  const words = compareText();
  return (
    <section class="card" aria-labelledby="runs">
      <h3 id="runs">{words.runs}</h3>
      <ul class="run-list">
        {runs.value.map((run) => (
          <li key={run.id}>
            <RunRow run={run} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function RunRow({ run }: { run: RunRecord }) {
  const words = compareText();
  const { accuracy, epochs, trainingSeconds } = runFigures(run);
  const figures = [
    `${epochs} / ${words.epochs(run.settings.training.epochs)}`,
    ...(epochs === 0 ? [] : [formatDuration(trainingSeconds)]),
    words.params(profile(run.settings.spec).totals.params),
    formatMoment(run.startedAt),
  ];
  return (
    <>
      <b class="run-accuracy">
        {accuracy === undefined ? '–' : formatPercent(accuracy)}
        <span>{words.topOne}</span>
      </b>
      <div class="run-what">
        <div>
          <RunLabel run={run} /> <span class="badge">{words.states[stateOf(run)]}</span>
        </div>
        <div class="hint">{figures.join(' · ')}</div>
      </div>
      <RunActions run={run} />
    </>
  );
}

function RunActions({ run }: { run: RunRecord }) {
  const words = compareText();
  const asked = useSignal(false);
  const name = runLabel(run);
  const state = stateOf(run);
  if (asked.value) {
    return (
      <div class="buttons" role="group" aria-label={words.really}>
        <span>{words.really}</span>
        <button type="button" class="danger" onClick={() => void removeRun(run.id)}>
          {words.yesRemove}
        </button>
        <button type="button" ref={focusOnce} onClick={() => (asked.value = false)}>
          {words.keep}
        </button>
      </div>
    );
  }
  return (
    <div class="buttons">
      {(state === 'stopped' || state === 'interrupted') && run.history.length > 0 && (
        <button
          type="button"
          disabled={isBusy.value}
          aria-label={`${words.goOn}: ${name}`}
          onClick={() => {
            void continueRun(run.id);
            goTo('train');
          }}
        >
          {words.goOn}
        </button>
      )}
      <button
        type="button"
        aria-label={`${words.reuse}: ${name}`}
        onClick={() => {
          settings.value = run.settings;
          goTo('network');
        }}
      >
        {words.reuse}
      </button>
      <button
        type="button"
        class="quiet danger"
        disabled={state === 'running'}
        aria-label={`${words.remove}: ${name}`}
        onClick={() => (asked.value = true)}
      >
        {words.remove}
      </button>
    </div>
  );
}

/** The button that was pressed is gone, and the keyboard must not be lost with it: it gets the harmless answer. */
function focusOnce(button: HTMLButtonElement | null): void {
  button?.focus();
}

/** A record says `running` also after its tab was closed. */
function stateOf({ id, state }: RunRecord): RunRecord['state'] | 'interrupted' {
  if (state !== 'running') return state;
  return isBusy.value && currentRunId.value === id ? 'running' : 'interrupted';
}
