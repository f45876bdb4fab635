import { requirePositive } from '@nin/checks';
import { onlyKinds, requireSpec, type KindOptions } from './check-spec';
import type { BlockKind } from './define-block';
import type { BlockOf, BuiltinKind, NinSpec } from './spec';
import { mapBlocks } from './with-blocks';
import { scaledFields } from './width-fields';

/**
 * Returns the same network with every convolution `factor` times as wide, rounded, at least 1. The classes stay the same.
 *
 * Parameters and MACs change by about the square of the factor. A last block without `mlpFilters` does not change, because all its
 * convolutions have the width of the classes.
 *
 * @param factor Above zero: 0.25 is a quarter of the width.
 * @throws RangeError or TypeError if `factor` or a field of the spec is out of range, or a width would be above 1,000,000.
 */
export function withWidth<Kind extends BlockKind = BuiltinKind>(
  spec: NinSpec<BlockOf<Kind>>,
  factor: number,
  options: KindOptions<Kind> = {},
): NinSpec<BlockOf<Kind>> {
  const kinds = onlyKinds('withWidth', options);
  requireSpec('withWidth', spec, kinds);
  requirePositive('withWidth: factor', factor);
  return mapBlocks(
    'withWidth',
    spec,
    kinds,
    ({ kind, options }, isLast) =>
      kind.withWidth?.(options, factor, isLast) ?? scaledFields('withWidth', kind, options, factor, isLast),
  );
}
