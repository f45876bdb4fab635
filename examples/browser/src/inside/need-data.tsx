import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { dataState, holdsData } from '../lab/data-state';
import { isBusy } from '../lab/training-state';
import { insideText } from './inside-text';
import type { TestedRun } from './inside-state';
import { askForLabels, loadDataOf } from './test-labels';

/** Shows what needs the test images of a run, or a button that loads them. */
export function NeedData({ run, children }: { run: TestedRun; children: ComponentChildren }) {
  const words = insideText();
  const state = dataState.value;
  const holds = holdsData(run.settings);
  useEffect(() => {
    if (holds) void askForLabels();
  }, [holds, state]);
  if (holds) return <>{children}</>;
  if (state.phase === 'loading') {
    return (
      <p class="muted" role="status">
        {words.loading}
      </p>
    );
  }
  return (
    <div class="buttons">
      <span>{words.needData}</span>
      <button type="button" disabled={isBusy.value} onClick={() => void loadDataOf(run.settings)}>
        {words.loadData}
      </button>
      {state.phase === 'failed' && (
        <span class="error" role="alert" lang="en">
          {state.message}
        </span>
      )}
    </div>
  );
}
