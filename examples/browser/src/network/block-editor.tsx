import { layerShapes } from '@nin/blocks';
import { crossed } from '../language/numbers';
import { base, network, networkFor } from '../settings/settings-state';
import { BlockCard } from './block-card';
import { ProblemNote } from '../form/problem-note';
import { withNewBlock } from './draft-edits';
import { backToOriginal, draft, editDraft, isPossible, problemAt, problems } from './draft-state';
import { isSameNetwork } from './network-draft';
import { networkText } from './network-text';
import { fieldId, focusAfterDrawing } from './pointed-field';

/** All blocks, in order, and what can be done to the whole. */
export function BlockEditor() {
  const words = networkText();
  const { blocks } = draft.value;
  const spec = network.value;
  const isChanged = !isPossible.value || !isSameNetwork(spec, networkFor(base.value));
  const shapes = isPossible.value ? layerShapes(spec) : [];
  const ofWhole = problems.value.find(({ block, field }) => block === undefined && field !== 'inputShape');
  const shapesOf = (index: number) =>
    shapes
      .filter(({ name }) => [`block${index + 1}`, `pool${index + 1}`].includes(name))
      .map(({ shape }) => crossed(shape));
  return (
    <section class="editor" aria-labelledby="network-blocks">
      <div class="editor-head">
        <h3 id="network-blocks">{words.blocks}</h3>
        <button
          type="button"
          // Switched off, it would lose the focus as soon as it has done its work.
          aria-disabled={!isChanged}
          title={words.originalHint}
          onClick={() => isChanged && backToOriginal()}
        >
          ↺ {words.original}
        </button>
      </div>
      {ofWhole && (
        <p class="notice bad">
          {words.unknownPlace} <ProblemNote id={fieldId(undefined, 'problem')} problem={ofWhole.problem} />
        </p>
      )}
      <ol class="blocks">
        {blocks.map((block, index) => (
          <BlockCard
            key={block.id}
            block={block}
            index={index}
            count={blocks.length}
            shapes={shapesOf(index)}
          />
        ))}
      </ol>
      <div class="buttons">
        <button type="button" id={fieldId(undefined, 'add')} onClick={() => editDraft(withNewBlock)}>
          + {words.addBlock}
        </button>
      </div>
    </section>
  );
}

/** What CIFAR's images are. */
const cifarShape = '32×32×3';

/** The size of the images, and a word about sizes that cannot be trained on. */
export function InputShape() {
  const words = networkText();
  const { input } = draft.value;
  const found = problemAt(undefined, 'inputShape');
  const problemId = fieldId(undefined, 'input-problem');
  const shape = crossed(network.value.inputShape);
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
      {found && <ProblemNote id={problemId} problem={found.problem} />}
      {shape !== cifarShape && (
        <div class="notice shape-notice">
          <p>
            {words.notCifar(shape)} {base.value === 'd2l' && words.smallerFirst}
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
