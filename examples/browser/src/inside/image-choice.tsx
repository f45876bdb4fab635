import { useSignal } from '@preact/signals';
import { chosenPicture, type TestedRun } from './inside-state';
import { mapsText } from './maps-text';
import { NeedData } from './need-data';
import { readPicture } from './own-picture';
import { shownClassName } from './shown-names';
import { labelsNow } from './test-labels';

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
  const [height, width] = run.settings.spec.inputShape;
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
