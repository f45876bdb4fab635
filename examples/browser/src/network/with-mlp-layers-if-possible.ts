import { withMlpLayers, type NinSpec } from '@nin/blocks';

/** The same network with another number of 1×1 layers in every block; undefined where a kind of block has no such network. */
export function withMlpLayersIfPossible(spec: NinSpec, mlpLayers: number): NinSpec | undefined {
  try {
    return withMlpLayers(spec, mlpLayers);
  } catch {
    return undefined;
  }
}
