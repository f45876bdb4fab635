import type { Activation } from '@nin/blocks';
import { editDraft, problem } from './draft-state';
import { withBlock } from './draft-edits';
import type { BlockDraft } from './network-draft';
import { networkText } from './network-text';
import { pointed } from './pointed-field';
import { ChoiceField, NumberField, TypedField } from './typed-field';

/** The fields that are changed seldom, folded up; what they hold is told all the same. */
export function MoreFields({ block, index, isLast }: { block: BlockDraft; index: number; isLast: boolean }) {
  const words = networkText();
  const set = (part: Partial<BlockDraft>) => editDraft((draft) => withBlock(draft, index, part));
  const at = (field: 'dropout' | 'batchNorm') => ({ block: index, field, label: words.fields[field] });
  const concerned = problem.value ?? pointed.value;
  const isConcerned = concerned?.block === index && ['dropout', 'batchNorm'].includes(concerned.field ?? '');
  const held = [
    Number(block.dropout) === 0 ? words.noDropout : `${words.fields.dropout} ${block.dropout}`,
    ...(block.batchNorm ? [words.fields.batchNorm] : []),
  ];
  return (
    <details class="more" open={isConcerned || undefined}>
      <summary>
        {words.more}
        <span class="hint"> {held.join(', ')}</span>
      </summary>
      <div class="block-fields">
        <NumberField
          place={at('dropout')}
          value={block.dropout}
          least={0}
          onValue={(dropout) => set({ dropout })}
        />
        {!isLast && <OutputActivation block={block} index={index} />}
        <TypedField place={{ ...at('batchNorm'), wide: true }}>
          {(attributes) => (
            <input
              {...attributes}
              type="checkbox"
              checked={block.batchNorm}
              onChange={(event) => set({ batchNorm: event.currentTarget.checked })}
            />
          )}
        </TypedField>
      </div>
    </details>
  );
}

/** What follows the last convolution. In the last block it decides whether logits can be negative. */
export function OutputActivation({ block, index }: { block: BlockDraft; index: number }) {
  const words = networkText();
  const { outputActivation } = block;
  const choices: Partial<Record<Activation, string>> = { ...words.activations };
  // A network from a link may have another one; it stays until a person changes it.
  choices[outputActivation] ??= outputActivation;
  return (
    <ChoiceField
      place={{ block: index, field: 'outputActivation', label: words.fields.outputActivation }}
      value={outputActivation}
      choices={choices as Record<Activation, string>}
      onValue={(chosen) => editDraft((draft) => withBlock(draft, index, { outputActivation: chosen }))}
    />
  );
}
