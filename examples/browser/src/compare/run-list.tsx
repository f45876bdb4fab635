import { profile } from '@nin/blocks';
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { continueRun } from '../lab/run-training';
import { isBusy, trainingState } from '../lab/training-state';
import { formatDuration, formatMoment, formatPercent } from '../language/numbers';
import { goTo } from '../page/place';
import { RunLabel, runLabel } from '../runs/run-label';
import type { RunRecord } from '../runs/run-record';
import { canGoOn, currentRunId, removeRun, runs } from '../runs/runs-state';
import { networkOf, preference, replaceExperiment } from '../settings/settings-state';
import { compareText } from './compare-text';
import { runCondition, type RunCondition, runFigures } from './run-figures';

/** All kept runs, and what can be done with each. */
export function RunList() {
  const words = compareText();
  return (
    <section class="card" aria-labelledby="runs">
      <h3 id="runs" tabIndex={-1}>
        {words.runs}
      </h3>
      <ul class="run-list">
        {runs.value.map((run) => (
          <li key={run.id} id={rowId(run)}>
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
    `${epochs} / ${words.epochs(run.experiment.epochs)}`,
    ...(epochs === 0 ? [] : [formatDuration(trainingSeconds)]),
    words.params(profile(networkOf(run.experiment)).totals.params),
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
          <RunLabel run={run} /> <span class="badge">{words.states[conditionOf(run)]}</span>
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
  // Whether the question was answered by keeping: the button that asked it then has the keyboard again.
  const kept = useRef(false);
  const name = runLabel(run);
  const condition = conditionOf(run);
  if (asked.value) {
    return (
      <div class="buttons" role="group" aria-label={words.really}>
        <span>{words.really}</span>
        <button type="button" class="danger" onClick={() => remove(run)}>
          {words.yesRemove}
        </button>
        <button
          type="button"
          ref={focusOnce}
          onClick={() => {
            kept.current = true;
            asked.value = false;
          }}
        >
          {words.keep}
        </button>
      </div>
    );
  }
  return (
    <div class="buttons">
      {(condition === 'stopped' || condition === 'interrupted') && canGoOn(run) && (
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
          replaceExperiment(run.experiment, run.base);
          preference.value = run.preference;
          goTo('network');
        }}
      >
        {words.reuse}
      </button>
      <button
        type="button"
        class="quiet danger"
        disabled={condition === 'running'}
        ref={(button) => {
          if (kept.current) button?.focus();
          kept.current = false;
        }}
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

/** Deletes a run; the keyboard goes to the next one in the list, else to what heads the list or the page. */
function remove(run: RunRecord): void {
  const place = runs.value.indexOf(run);
  const next = runs.value.at(place + 1) ?? runs.value.at(place - 1);
  void removeRun(run.id);
  requestAnimationFrame(() => {
    const row = next && document.querySelector<HTMLElement>(`#${rowId(next)} button`);
    const heading = document.getElementById('runs') ?? document.getElementById('compare-title');
    (row ?? heading)?.focus();
  });
}

function rowId({ id }: RunRecord): string {
  return `run-${id}`;
}

function conditionOf(run: RunRecord): RunCondition {
  const { phase } = trainingState.value;
  return runCondition(run, canGoOn(run), { id: currentRunId.value, phase, busy: isBusy.value });
}
