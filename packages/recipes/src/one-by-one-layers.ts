import { builtinKinds, withMlpLayers, type AnySpec, type BlockKind } from '@nin/blocks';

/** The network with `count` 1×1 layers in each block, or as it is if no count is given. */
export function withOneByOneLayers(
  spec: AnySpec,
  count: number | undefined,
  kinds: readonly BlockKind[] = builtinKinds,
): AnySpec {
  return count === undefined ? spec : withMlpLayers(spec, count, { kinds });
}
