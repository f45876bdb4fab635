import { withMlpLayers } from '@nin/blocks';
import { mlpLayersOf } from '../network/block-values';
import { withMlpLayersIfPossible } from '../network/with-mlp-layers-if-possible';
import type { LabSettings } from '../settings/lab-settings';

/** How many 1×1 layers a block has once the deepest lost one; undefined if no network has as few. */
export function oneLayerLess({ spec }: LabSettings): number | undefined {
  const fewer = Math.max(...spec.blocks.map((block) => mlpLayersOf(block) ?? 0)) - 1;
  return withMlpLayersIfPossible(spec, fewer) && fewer;
}

/** The same settings with a number of 1×1 layers in every block. */
export function withLayers(of: LabSettings, layers: number): LabSettings {
  return { ...of, spec: withMlpLayers(of.spec, layers) };
}
