import { listed } from '../form/field-text';
import { valueOf, withMlpLayersIfPossible } from './block-values';
import {
  type BlockDraft,
  blockDraftOf,
  blockOf,
  draftOf,
  fieldText,
  formOfDraft,
  freshId,
  type NetworkDraft,
  specOf,
  textAt,
} from './network-draft';

type Typed = BlockDraft['typed'];

/** Most 1×1 layers that the list of widths follows; a slip of the finger shall not write a list of thousands. */
const mostListed = 32;

/** Something else typed in a field of one block. Fields that go with it follow. */
export function withTyped(
  draft: NetworkDraft,
  index: number,
  path: string,
  text: string | boolean,
): NetworkDraft {
  const block = draft.blocks[index];
  if (!block) return draft;
  const typed = { ...block.typed, [path]: text, ...followers[path]?.(block, String(text), draft) };
  return { ...draft, blocks: draft.blocks.with(index, { ...block, typed }) };
}

/** What some fields write into others, when they are typed in. */
const followers: Readonly<
  Partial<Record<string, (block: BlockDraft, text: string, draft: NetworkDraft) => Typed>>
> = {
  kind: defaultsForChoices,
  mlpLayers: widthsFor,
  /** A list says how many layers there are; one number leaves as many as there were. */
  mlpFilters(block, text) {
    const count = listed(text).length;
    return { mlpLayers: count > 1 ? `${count}` : textAt(block, 'mlpLayers') };
  },
  'pool.kind': ({ was, typed }): Typed =>
    was.pool || typed['pool.size'] ? {} : { 'pool.size': '3', 'pool.strides': '2' },
};

/** Defaults for the choices that a block of another kind does not have. All that both kinds may hold stays. */
function defaultsForChoices(block: BlockDraft, kind: string): Typed {
  const changed = { ...block, typed: { ...block.typed, kind } };
  const lost = formOfDraft(changed).fields.filter(
    (field) => field.choices && !field.choices.includes(String(fieldText(changed, field))),
  );
  return Object.fromEntries(
    lost.map(({ path, standard }) => [path, typeof standard === 'string' ? standard : '']),
  );
}

/**
 * The widths for another number of 1×1 layers. Where each layer has its own width, the list gets as long, by the rule of
 * `withMlpLayers`: the block still gives as many channels.
 */
function widthsFor(block: BlockDraft, text: string, draft: NetworkDraft): Typed {
  const count = Number(text);
  const follows = text.trim() !== '' && Number.isInteger(count) && count >= 0 && count <= mostListed;
  if (!follows || !textAt(block, 'mlpFilters').includes(',')) return {};
  // Where the widths themselves are impossible, the problem is at their field.
  const changed = withMlpLayersIfPossible(specOf({ ...draft, blocks: [block] }), count);
  const [adapted] = changed ? draftOf(changed).blocks : [];
  if (!adapted) return {};
  return {
    filters: textAt(adapted, 'filters'),
    mlpFilters: count === 0 ? '' : textAt(adapted, 'mlpFilters'),
  };
}

/** A copy of a block behind it. */
export function withDuplicate(draft: NetworkDraft, index: number): NetworkDraft {
  const block = draft.blocks[index];
  return block
    ? { ...draft, blocks: draft.blocks.toSpliced(index + 1, 0, { ...block, id: freshId() }) }
    : draft;
}

/** What a new block does not take from the one before it. */
const placeFields = ['pool', 'dropout', 'strides', 'padding', 'mlpFilters', 'outputActivation'];

/**
 * A new block before the last one, which gives the classes: 3×3, of the kind and as wide as the block before it, without
 * pooling, so that it fits as long as a map is left.
 */
export function withNewBlock(draft: NetworkDraft): NetworkDraft {
  const place = Math.max(0, draft.blocks.length - 1);
  const model = draft.blocks[place - 1] ?? draft.blocks[place];
  if (!model) return draft;
  const block = blockOf(model);
  const { fields } = formOfDraft(model);
  const taken = fields.flatMap((field): [string, unknown][] => {
    if (field.path === 'kernelSize') return [['kernelSize', 3]];
    const value = field.path === 'mlpLayers' ? valueOf(block, field) : block[field.path];
    return value === undefined || placeFields.includes(field.path) ? [] : [[field.path, value]];
  });
  const added = blockDraftOf(Object.fromEntries(taken));
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
