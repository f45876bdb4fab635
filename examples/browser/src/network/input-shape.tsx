import { draft, editDraft, problemAt } from './draft-state';
import { networkText } from './network-text';
import { focusAfterDrawing } from './focus';
import { fieldId } from './pointed-field';
import { ProblemNote } from './problem-note';
import { settings } from '../settings/settings-state';
import { crossed } from './quantities';

/** What CIFAR's images are. */
const cifarShape = '32×32×3';

/** The size of the images, and a word about sizes that cannot be trained on. */
export function InputShape() {
  const words = networkText();
  const { input } = draft.value;
  const found = problemAt(undefined, 'inputShape');
  const problemId = fieldId(undefined, 'input-problem');
  const shape = crossed(settings.value.spec.inputShape);
  const set = (place: number, text: string) =>
    editDraft((present) => {
      const [height, width, channels] = present.input.with(place, text);
      return { ...present, input: [height ?? '', width ?? '', channels ?? ''] };
    });
  const isWrong = (text: string) => !(Number.isInteger(Number(text)) && Number(text) > 0);
  return (
    <section class="card" aria-labelledby="network-input">
      <h3 id="network-input">{words.input}</h3>
      <div class="input-fields">
        {[words.height, words.width, words.channels].map((label, place) => (
          <div class="field" key={label}>
            <label for={fieldId(undefined, `input${place}`)}>{label}</label>
            <input
              id={fieldId(undefined, `input${place}`)}
              inputMode="numeric"
              autocomplete="off"
              value={input[place]}
              aria-invalid={found !== undefined && isWrong(input[place] ?? '')}
              aria-describedby={found && problemId}
              onInput={(event) => set(place, event.currentTarget.value)}
            />
          </div>
        ))}
      </div>
      {found && <ProblemNote id={problemId} problem={found} />}
      {shape !== cifarShape && (
        <div class="notice shape-notice">
          <p>
            {words.notCifar(shape)} {settings.value.base === 'd2l' && words.smallerFirst}
          </p>
          <button
            type="button"
            onClick={() => {
              editDraft((present) => ({ ...present, input: ['32', '32', '3'] }));
              // The button goes away with the notice.
              focusAfterDrawing(fieldId(undefined, 'input0'));
            }}
          >
            {words.useCifar}
          </button>
        </div>
      )}
    </section>
  );
}
