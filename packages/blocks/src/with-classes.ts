import { requirePositiveInteger, shown } from '@nin/checks';
import { kindNameOf, onlyKinds, requireSpec, type KindOptions } from './check-spec';
import type { BlockKind } from './define-block';
import { limits } from './limits';
import { planParts } from './plan-spec';
import type { AnySpec, BlockOf, BuiltinKind, NinSpec } from './spec';
import { mapBlocks } from './with-blocks';
import { outputFields } from './width-fields';

/**
 * Returns the same network for another number of classes.
 *
 * Changes the last block by `withOutputs` of its kind. In the kinds of this package, this is the last convolution and all
 * convolutions of the block that share its width (in `lectureSpec` and `d2lSpec`, which have no `mlpFilters`).
 *
 * @param classes Positive integer up to 1,000,000.
 * @throws RangeError or TypeError if `classes` or a field of the spec is out of range, or the kind of the last block cannot change
 *   its outputs.
 */
export function withClasses<Kind extends BlockKind = BuiltinKind>(
  spec: NinSpec<BlockOf<Kind>>,
  classes: number,
  options: KindOptions<Kind> = {},
): NinSpec<BlockOf<Kind>> {
  const kinds = onlyKinds('withClasses', options);
  requireSpec('withClasses', spec, kinds);
  requirePositiveInteger('withClasses: classes', classes, limits.channels);
  const changed = mapBlocks('withClasses', spec, kinds, ({ kind, options }, isLast) => {
    if (!isLast) return {};
    return kind.withOutputs?.(options, classes) ?? outputFields('withClasses', kind, options, classes);
  });
  requireClasses(changed, kinds, classes);
  return changed;
}

/** Throws if a network does not have `classes` outputs: `withOutputs` of a kind, or the default, may be wrong. */
function requireClasses(spec: AnySpec, kinds: readonly BlockKind[], classes: number): void {
  const outputs = planParts(spec, kinds)?.at(-1)?.outputShape[0];
  if (outputs === undefined || outputs === classes) return;
  const kind = shown(kindNameOf(spec.blocks.at(-1)));
  throw new TypeError(
    `withClasses: withOutputs of kind ${kind} must return the fields of a block with ${classes} output channels, got a block with ${outputs}`,
  );
}
