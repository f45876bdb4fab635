import type { Experiment } from '@nin/recipes';
import { signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { dataState, holdsData, loadData } from '../lab/data-state';
import { isBusy } from '../lab/training-state';
import { lab, whileAlive } from '../lab/worker-link';
import { chosenPicture, type TestedRun } from './inside-state';
import { insideText } from './inside-text';
import { mapsText } from './maps-text';
import { shownClassName } from './matrix';
import { readPicture } from './pixels';

const anyClass = -1;

/** Chooses the picture whose maps are shown: a test image of a class, or a picture of one's own. */
export function ImageChoice({ run }: { run: TestedRun }) {
  return (
    <div class="image-choice">
      <NeedData run={run}>
        <TestImageChoice run={run} />
      </NeedData>
      <OwnPicture run={run} />
    </div>
  );
}

function TestImageChoice({ run }: { run: TestedRun }) {
  const words = mapsText();
  const chosen = useSignal(anyClass);
  const labels = labelsNow();
  const show = (wanted: number) => {
    if (!labels) return;
    const images = Array.from(labels.keys()).filter(
      (image) => wanted === anyClass || labels[image] === wanted,
    );
    chosenPicture.value = images[Math.floor(Math.random() * images.length)];
  };
  return (
    <div class="buttons">
      <label class="inline-field">
        {words.ofClass}
        <select
          value={chosen.value}
          onChange={(event) => {
            chosen.value = Number(event.currentTarget.value);
            show(chosen.value);
          }}
        >
          <option value={anyClass}>{words.anyClass}</option>
          {run.data.classNames.map((name, index) => (
            <option key={name} value={index}>
              {shownClassName(name)}
            </option>
          ))}
        </select>
      </label>
      <button type="button" disabled={!labels} onClick={() => show(chosen.value)}>
        {words.random}
      </button>
    </div>
  );
}

function OwnPicture({ run }: { run: TestedRun }) {
  const words = mapsText();
  const [height, width] = run.experiment.network.inputShape;
  const refused = useSignal(false);
  const over = useSignal(false);
  const take = async (file: File | undefined) => {
    if (!file) return;
    try {
      chosenPicture.value = await readPicture(file, { width, height });
      refused.value = false;
    } catch {
      refused.value = true;
    }
  };
  return (
    <div
      class={over.value ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        over.value = true;
      }}
      onDragLeave={() => (over.value = false)}
      onDrop={(event) => {
        event.preventDefault();
        over.value = false;
        void take(event.dataTransfer?.files[0]);
      }}
    >
      <label class="button">
        {words.own}
        <input
          type="file"
          accept="image/*"
          class="visually-hidden"
          onChange={(event) => {
            void take(event.currentTarget.files?.[0]);
            // The same file chosen again is to be read again.
            event.currentTarget.value = '';
          }}
        />
      </label>
      <span class="hint">
        {words.ownHint} {width}×{height}.
      </span>
      {refused.value && (
        <span class="error" role="alert">
          {words.notPicture}
        </span>
      )}
    </div>
  );
}

/** Shows what needs the test images of a run, or a button that loads them. */
export function NeedData({ run, children }: { run: TestedRun; children: ComponentChildren }) {
  const words = insideText();
  const state = dataState.value;
  const holds = holdsData(run.experiment);
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
      <button type="button" disabled={isBusy.value} onClick={() => void loadDataOf(run.experiment)}>
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

/** The true class of each test image, of the data under a key. */
const testLabels = signal<{ key: string; labels: Uint8Array } | undefined>(undefined);

/** The labels of the data that are loaded now; undefined until they have been asked for. */
export function labelsNow(): Uint8Array | undefined {
  const state = dataState.value;
  return state.phase === 'ready' && testLabels.value?.key === state.key ? testLabels.value.labels : undefined;
}

/** Asks the worker for the labels of the data it holds. */
async function askForLabels(): Promise<void> {
  const state = dataState.value;
  if (state.phase !== 'ready' || labelsNow()) return;
  const labels = await whileAlive(lab().testLabels());
  testLabels.value = { key: state.key, labels };
}

/** Loads the data of a run; the state of the data reports failures. */
async function loadDataOf(experiment: Experiment): Promise<void> {
  await loadData({ of: experiment }).catch(() => undefined);
}
