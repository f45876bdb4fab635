import { requireNonNegativeInteger } from '@nin/checks';
import { blockWidths } from './block-widths';
import { limits } from './limits';
import type { BlockSpec, NinSpec } from './nin-spec';
import { requireConvolutions, requireSpec } from './require-spec';

/**
 * The same network with another number of 1×1 convolutions in every block.
 *
 * Every block still gives as many channels as before, so the network still ends with its classes. Where the 1×1
 * convolutions have widths of their own, the last keeps its width; those before it are taken away from the back or
 * repeated: [160, 96] becomes [96], and [160, 160, 96]. With 0, the k×k convolution itself gets the width of the last
 * one: the last block of `paperSpec` (192, then [192, 10]) becomes a single convolution with 10 filters.
 *
 * @param mlpLayers Non-negative integer up to 100.
 * @throws RangeError if `mlpLayers` or a width in the spec is out of range, or there would be more than 500 convolutions.
 */
export function withMlpLayers(spec: NinSpec, mlpLayers: number): NinSpec {
  requireSpec('withMlpLayers', spec);
  requireNonNegativeInteger('withMlpLayers: mlpLayers', mlpLayers, limits.mlpLayers);
  const blocks = spec.blocks.map((block, i) => withLayers(block, mlpLayers, i + 1));
  requireConvolutions('withMlpLayers', blocks);
  return { ...spec, blocks };
}

function withLayers(block: BlockSpec, mlpLayers: number, number: number): BlockSpec {
  const [filters, ...mlp] = blockWidths(`withMlpLayers: block ${number}`, block);
  const { mlpFilters, ...rest } = block;
  if (mlpFilters === undefined) return { ...rest, mlpLayers };
  const output = mlp.at(-1) ?? filters;
  if (mlpLayers === 0) return { ...rest, filters: output, mlpLayers };
  const hidden = mlp.slice(0, -1);
  const widths = Array.from({ length: mlpLayers - 1 }, (_, i) => hidden[i] ?? hidden.at(-1) ?? filters);
  return { ...rest, mlpLayers, mlpFilters: [...widths, output] };
}
