import { requirePositive } from '@nin/checks';
import { onlyKinds, requireSpec, type KindOptions } from './check-spec';
import type { BlockKind } from './define-block';
import type { BlockOf, BuiltinKind, NinSpec } from './spec';
import { mapBlocks } from './with-blocks';
import { scaledFields } from './width-fields';

/**
 * The same network with every convolution `factor` times as wide, rounded, at least 1. The classes stay.
 *
 * Parameters and MACs change by about the square of the factor. In a last block without `mlpFilters` every
 * convolution is as wide as the classes, so that block stays as it is.
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
