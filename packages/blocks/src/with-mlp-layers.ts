import { requireNonNegativeInteger } from '@nin/checks';
import { onlyKinds, requireSpec, type KindOptions } from './check-spec';
import type { BlockKind } from './define-block';
import { limits } from './limits';
import type { BlockOf, BuiltinKind, NinSpec } from './spec';
import { mapBlocks } from './with-blocks';
import { mlpLayerFields } from './width-fields';

/**
 * Returns the same network with another number of 1×1 convolutions in every block.
 *
 * The output channels of every block stay the same, and so do the classes. With `mlpFilters`, the last 1×1 convolution keeps its
 * width; convolutions before it are removed from the end or repeated: [160, 96] becomes [96], or [160, 160, 96]. With 0, the k×k
 * convolution gets the width of the last one: the last block of `paperSpec` (192, then [192, 10]) becomes one convolution with 10
 * filters.
 *
 * @param mlpLayers Non-negative integer up to 100.
 * @throws RangeError or TypeError if `mlpLayers` or a field of the spec is out of range, or the kind of a block has no number of
 *   1×1 convolutions.
 */
export function withMlpLayers<Kind extends BlockKind = BuiltinKind>(
  spec: NinSpec<BlockOf<Kind>>,
  mlpLayers: number,
  options: KindOptions<Kind> = {},
): NinSpec<BlockOf<Kind>> {
  const kinds = onlyKinds('withMlpLayers', options);
  requireSpec('withMlpLayers', spec, kinds);
  requireNonNegativeInteger('withMlpLayers: mlpLayers', mlpLayers, limits.mlpLayers);
  return mapBlocks(
    'withMlpLayers',
    spec,
    kinds,
    ({ kind, options }) =>
      kind.withMlpLayers?.(options, mlpLayers) ?? mlpLayerFields('withMlpLayers', kind, options, mlpLayers),
  );
}
