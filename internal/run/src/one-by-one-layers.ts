import { withMlpLayers, type NinSpec } from '@nin/blocks';

/** The network with `count` 1×1 layers in each block, or as it is if no count is given. */
export function withOneByOneLayers(spec: NinSpec, count: number | undefined): NinSpec {
  return count === undefined ? spec : withMlpLayers(spec, count);
}
