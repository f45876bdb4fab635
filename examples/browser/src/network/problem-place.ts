import type { Problem } from '@nin/blocks';
import { formOfDraft, type BlockDraft } from './network-draft';

/** A problem of the network, and the place on the page where it is shown. */
export interface PlacedProblem {
  problem: Problem;
  /** From 0; undefined: the input, or the network as a whole. */
  block: number | undefined;
  /** The path of a field of the block's form, `inputShape` or `blocks`. Undefined: the block as a whole. */
  field: string | undefined;
}

/** Places a problem. What is wrong within the list or the settings of a field is shown at the field. */
export function placed(problem: Problem, blocks: readonly BlockDraft[]): PlacedProblem {
  const [part, index, ...keys] = problem.path;
  const block = part === 'blocks' && typeof index === 'number' ? blocks[index] : undefined;
  if (!block || typeof index !== 'number') return { problem, block: undefined, field: part?.toString() };
  const { fields } = formOfDraft(block);
  const paths = keys.map((_, last) => keys.slice(0, last + 1).join('.'));
  const field = paths.findLast((path) => fields.some((one) => one.path === path));
  return { problem, block: index, field };
}
