import { withMlpLayers } from '@nin/blocks';
import { draftOf, freshId, specOf, type BlockDraft, type NetworkDraft } from './network-draft';

/** Most 1×1 layers that the list of widths follows; a slip of the finger shall not write a list of thousands. */
const mostListed = 32;

/** Other values in the fields of one block. */
export function withBlock(draft: NetworkDraft, index: number, part: Partial<BlockDraft>): NetworkDraft {
  return { ...draft, blocks: draft.blocks.map((block, i) => (i === index ? { ...block, ...part } : block)) };
}

/**
 * Another number of 1×1 layers in one block. Where each has a width of its own, the list gets as long, by the rule of
 * `withMlpLayers`: the block still gives as many channels.
 */
export function withLayerCount(draft: NetworkDraft, index: number, mlpLayers: string): NetworkDraft {
  const changed = withBlock(draft, index, { mlpLayers });
  const count = Number(mlpLayers);
  const block = draft.blocks[index];
  const follows = mlpLayers.trim() !== '' && Number.isInteger(count) && count >= 0 && count <= mostListed;
  if (!block || !follows || !block.mlpFilters.includes(',')) return changed;
  try {
    const [adapted] = draftOf(withMlpLayers(specOf({ ...draft, blocks: [block] }), count)).blocks;
    const { filters, mlpFilters } = adapted ?? block;
    return withBlock(changed, index, { filters, mlpFilters: count === 0 ? '' : mlpFilters });
  } catch {
    // The widths themselves are impossible; that is told at their field.
    return changed;
  }
}

/** Other widths of the 1×1 layers of one block; a list says how many layers there are. */
export function withLayerWidths(draft: NetworkDraft, index: number, mlpFilters: string): NetworkDraft {
  const listed = mlpFilters.split(/[\s,;]+/).filter((part) => part !== '').length;
  return withBlock(draft, index, { mlpFilters, ...(listed > 1 && { mlpLayers: `${listed}` }) });
}

/** A copy of a block behind it. */
export function withDuplicate(draft: NetworkDraft, index: number): NetworkDraft {
  const block = draft.blocks[index];
  return block
    ? { ...draft, blocks: draft.blocks.toSpliced(index + 1, 0, { ...block, id: freshId() }) }
    : draft;
}

/**
 * A new block before the last one, which gives the classes: 3×3, as wide as the block before it, without pooling, so
 * that it fits wherever a map is left.
 */
export function withNewBlock(draft: NetworkDraft): NetworkDraft {
  const place = Math.max(0, draft.blocks.length - 1);
  const model = draft.blocks[place - 1] ?? draft.blocks[place];
  if (!model) return draft;
  const added: BlockDraft = {
    ...model,
    id: freshId(),
    kernelSize: '3',
    strides: '1',
    padding: 'same',
    mlpFilters: '',
    poolKind: 'none',
    dropout: '0',
    outputActivation: model.kept.activation ?? 'relu',
  };
  return { ...draft, blocks: draft.blocks.toSpliced(place, 0, added) };
}

/** One block less. */
export function withoutBlock(draft: NetworkDraft, index: number): NetworkDraft {
  return { ...draft, blocks: draft.blocks.toSpliced(index, 1) };
}

/** A block one place nearer to the input (−1) or to the output (1). */
export function withMoved(draft: NetworkDraft, index: number, step: -1 | 1): NetworkDraft {
  const block = draft.blocks[index];
  const target = index + step;
  if (!block || target < 0 || target >= draft.blocks.length) return draft;
  return { ...draft, blocks: draft.blocks.toSpliced(index, 1).toSpliced(target, 0, block) };
}
