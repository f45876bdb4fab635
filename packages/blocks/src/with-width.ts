import { requirePositive } from '@nin/checks';
import { blockWidths } from './block-widths';
import { limits } from './limits';
import type { BlockSpec, NinSpec } from './nin-spec';
import { requireSpec } from './require-spec';

/**
 * The same network with every convolution `factor` times as wide, rounded, at least 1. The classes stay.
 *
 * Parameters and MACs change by about the square of the factor. In a last block without `mlpFilters` every
 * convolution is as wide as the classes, so that block stays as it is.
 *
 * @param factor Above zero: 0.25 is a quarter of the width.
 * @throws RangeError if `factor` or a width in the spec is out of range, or a width would be above 1,000,000.
 */
export function withWidth(spec: NinSpec, factor: number): NinSpec {
  requireSpec('withWidth', spec);
  requirePositive('withWidth: factor', factor);
  const last = spec.blocks.length - 1;
  return {
    ...spec,
    blocks: spec.blocks.map((block, i) => withScaledWidth(block, factor, i + 1, i === last)),
  };
}

function withScaledWidth(block: BlockSpec, factor: number, number: number, isLast: boolean): BlockSpec {
  const [filters, ...mlp] = blockWidths(`withWidth: block ${number}`, block);
  const scale = (width: number) => {
    const scaled = Math.max(1, Math.round(width * factor));
    if (scaled <= limits.channels) return scaled;
    throw new RangeError(
      `withWidth: factor must give widths up to ${limits.channels.toLocaleString('en-US')}, got ${factor} for ${width} filters`,
    );
  };
  const ownWidths = block.mlpFilters !== undefined && mlp.length > 0;
  if (isLast && !ownWidths) return block;
  if (!ownWidths) return { ...block, filters: scale(filters) };
  const kept = isLast ? mlp.slice(-1) : [];
  const scaled = mlp.slice(0, mlp.length - kept.length).map(scale);
  return { ...block, filters: scale(filters), mlpLayers: mlp.length, mlpFilters: [...scaled, ...kept] };
}
