import { editDraft } from './draft-state';
import { withBlock, withLayerCount, withLayerWidths } from './draft-edits';
import type { BlockDraft, BlockField } from './network-draft';
import { networkText } from './network-text';
import { OutputActivation } from './more-fields';
import { ChoiceField, NumberField, TypedField, type FieldPlace } from './typed-field';

/** The fields of a block that are changed most: its convolutions and its pooling. */
export function BlockFields({ block, index, isLast }: { block: BlockDraft; index: number; isLast: boolean }) {
  const words = networkText();
  const at = (field: BlockField): FieldPlace => ({ block: index, field, label: words.fields[field] });
  const set = (part: Partial<BlockDraft>) => editDraft((draft) => withBlock(draft, index, part));
  return (
    <div class="block-fields">
      <NumberField place={at('filters')} value={block.filters} onValue={(filters) => set({ filters })} />
      <NumberField
        place={at('kernelSize')}
        value={block.kernelSize}
        onValue={(kernelSize) => set({ kernelSize })}
      />
      <NumberField place={at('strides')} value={block.strides} onValue={(strides) => set({ strides })} />
      <ChoiceField
        place={at('padding')}
        value={block.padding}
        choices={words.paddings}
        onValue={(padding) => set({ padding })}
      />
      <NumberField
        place={at('mlpLayers')}
        value={block.mlpLayers}
        least={0}
        onValue={(text) => editDraft((draft) => withLayerCount(draft, index, text))}
      />
      <TypedField place={at('mlpFilters')}>
        {(attributes) => (
          <input
            {...attributes}
            autocomplete="off"
            title={words.widthsHint}
            placeholder={words.widthsPlaceholder(block.filters)}
            value={block.mlpFilters}
            onInput={(event) => {
              const text = event.currentTarget.value;
              editDraft((draft) => withLayerWidths(draft, index, text));
            }}
          />
        )}
      </TypedField>
      <ChoiceField
        place={at('poolKind')}
        value={block.poolKind}
        choices={words.pools}
        onValue={(poolKind) => set({ poolKind })}
      />
      {block.poolKind !== 'none' && (
        <div class="pool-fields" role="group" aria-label={words.pooling}>
          <NumberField
            place={at('poolSize')}
            value={block.poolSize}
            onValue={(poolSize) => set({ poolSize })}
          />
          <NumberField
            place={at('poolStrides')}
            value={block.poolStrides}
            onValue={(poolStrides) => set({ poolStrides })}
          />
          <ChoiceField
            place={at('poolPadding')}
            value={block.poolPadding}
            choices={words.paddings}
            onValue={(poolPadding) => set({ poolPadding })}
          />
        </div>
      )}
      {isLast && <OutputActivation block={block} index={index} />}
    </div>
  );
}
