import { requirePositiveInteger } from '@nin/checks';
import { onlyKinds, type KindOptions } from './check-spec';
import type { BlockKind } from './define-block';
import { limits } from './limits';
import type { BlockOf, BuiltinKind, NinSpec } from './spec';
import { mapBlocks } from './with-blocks';
import { outputFields } from './width-fields';

/**
 * The same network for another number of classes.
 *
 * Changes the last block, as its kind says. In the kinds of this package: the last convolution of the block, and with it all
 * convolutions of that block that take their width from it (those of `lectureSpec` and `d2lSpec`, where `mlpFilters` is not
 * given).
 *
 * @param classes Positive integer up to 1,000,000.
 * @throws RangeError or TypeError if `classes` or a field of the spec is out of range, or the kind of the last block does not say
 *   how many channels it gives.
 */
export function withClasses<Kind extends BlockKind = BuiltinKind>(
  spec: NinSpec<BlockOf<Kind>>,
  classes: number,
  options: KindOptions<Kind> = {},
): NinSpec<BlockOf<Kind>> {
  const kinds = onlyKinds('withClasses', options);
  return mapBlocks('withClasses', spec, kinds, () => {
    requirePositiveInteger('withClasses: classes', classes, limits.channels);
    return ({ kind, options }, isLast) => {
      if (!isLast) return {};
      return kind.withOutputs?.(options, classes) ?? outputFields('withClasses', kind, options, classes);
    };
  });
}
