import { completeBlock, fieldProblems, problemError, type CompleteBlock } from './check-spec';
import type { BlockKind } from './define-block';
import type { AnySpec } from './spec';

/** Returns the fields of a block to change. Undefined removes a field. */
type Change = (block: CompleteBlock, isLast: boolean) => Readonly<Record<string, unknown>>;

/** Returns a checked spec with some fields of its blocks changed, after checking the result. */
export function mapBlocks<Spec extends AnySpec>(
  where: string,
  spec: Spec,
  kinds: readonly BlockKind[],
  change: Change,
): Spec {
  const last = spec.blocks.length - 1;
  const blocks = spec.blocks.map((block, i) => {
    const changed = { ...block, ...change(completeBlock(block, kinds), i === last) };
    return Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
  });
  const result = { ...spec, blocks };
  const [problem] = fieldProblems(result, kinds);
  if (problem) throw problemError(where, problem);
  return result;
}
