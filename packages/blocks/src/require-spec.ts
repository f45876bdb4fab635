import { isPromise, requireArray, requireOptions, shown, type OptionNames } from '@nin/checks';
import { blockFields } from './block-layers';
import { limits } from './limits';
import type { BlockSpec, NinSpec } from './nin-spec';

const specFields: OptionNames<NinSpec> = { inputShape: true, blocks: true, head: true };
const blockSpecFields: OptionNames<BlockSpec> = { ...blockFields, pool: true, dropout: true };

/**
 * Throws unless `spec` has the form of a {@link NinSpec}: its fields, and at least one block with a block's fields. What is in the
 * fields is checked where it is used.
 *
 * @throws TypeError if a field is unknown, or the spec is something else; RangeError if it has no block, or too many
 *   convolutions.
 */
export function requireSpec(where: string, spec: unknown): asserts spec is NinSpec {
  if (hasPredict(spec)) {
    throw new TypeError(
      `${where}: spec must be a NinSpec, got a model: give the spec that the model was made of (layerShapes and profile also take models)`,
    );
  }
  if (typeof spec !== 'object' || spec === null || isPromise(spec)) {
    throw new TypeError(`${where}: spec must be a NinSpec, such as tinySpec, got ${shown(spec)}`);
  }
  requireOptions(`${where}: spec`, spec, specFields);
  const { blocks } = spec as NinSpec;
  requireArray(`${where}: blocks`, blocks);
  if (blocks.length === 0) throw new RangeError(`${where}: blocks must hold at least one block, got 0`);
  for (const [i, block] of blocks.entries()) {
    requireOptions(`${where}: block ${i + 1}`, block, blockSpecFields);
  }
  requireConvolutions(where, blocks);
}

/** Throws if the blocks have more convolutions than a model can be built of. A block with a bad number counts as 1. */
export function requireConvolutions(where: string, blocks: NinSpec['blocks']): void {
  const count = blocks.reduce((sum, { mlpLayers, mlpFilters }) => {
    const mlp = Array.isArray(mlpFilters) ? mlpFilters.length : (mlpLayers ?? 2);
    return sum + 1 + (Number.isInteger(mlp) && mlp >= 0 && mlp <= limits.mlpLayers ? mlp : 0);
  }, 0);
  if (count > limits.convolutions) {
    throw new RangeError(
      `${where}: blocks must have up to ${limits.convolutions} convolutions in all, got ${count}`,
    );
  }
}

/** Models of every kind and copy of TensorFlow.js. */
export function hasPredict(value: unknown): boolean {
  return typeof (value as { predict?: unknown } | null | undefined)?.predict === 'function';
}
