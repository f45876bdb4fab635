import { layerShapes } from '@nin/blocks';
import { networkFor, settings } from '../settings/settings-state';
import { BlockCard } from './block-card';
import { draft, editDraft, isPossible, problems } from './draft-state';
import { withNewBlock } from './draft-edits';
import { isSameNetwork } from './network-draft';
import { networkText } from './network-text';
import { fieldId } from './pointed-field';
import { backToOriginal } from './presets';
import { ProblemNote } from './problem-note';
import { crossed } from './quantities';

/** All blocks, in order, and what can be done to the whole. */
export function BlockEditor() {
  const words = networkText();
  const { blocks } = draft.value;
  const { spec, base } = settings.value;
  const isChanged = !isPossible.value || !isSameNetwork(spec, networkFor(base));
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
          {words.unknownPlace} <ProblemNote id={fieldId(undefined, 'problem')} problem={ofWhole} />
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
