import { requirePositiveInteger } from '@nin/checks';
import { blockWidths } from './block-widths';
import { limits } from './limits';
import type { BlockSpec, NinSpec } from './nin-spec';
import { requireSpec } from './require-spec';

/**
 * The same network for another number of classes.
 *
 * Changes the last convolution of the last block, and with it all convolutions of that block that take their width
 * from it (those of `lectureSpec` and `d2lSpec`, where `mlpFilters` is not given).
 *
 * @param classes Positive integer up to 1,000,000.
 * @throws RangeError if `classes` or a width of the last block is out of range.
 */
export function withClasses(spec: NinSpec, classes: number): NinSpec {
  requireSpec('withClasses', spec);
  requirePositiveInteger('withClasses: classes', classes, limits.channels);
  const last = spec.blocks.length - 1;
  return {
    ...spec,
    blocks: spec.blocks.map((block, i) => (i === last ? withOutput(block, classes, i + 1) : block)),
  };
}

function withOutput(block: BlockSpec, classes: number, number: number): BlockSpec {
  const [, ...mlp] = blockWidths(`withClasses: block ${number}`, block);
  if (block.mlpFilters === undefined || mlp.length === 0) return { ...block, filters: classes };
  return { ...block, mlpLayers: mlp.length, mlpFilters: [...mlp.slice(0, -1), classes] };
}
