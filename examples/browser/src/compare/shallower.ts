import { withMlpLayers } from '@nin/blocks';
import type { LabSettings } from '../settings/lab-settings';
import { mlpLayersOf } from './settings-difference';

/** How many 1×1 layers a block has once the deepest lost one; undefined if none has any. */
export function oneLayerLess({ spec }: LabSettings): number | undefined {
  const most = Math.max(...spec.blocks.map(mlpLayersOf));
  return most === 0 ? undefined : most - 1;
}

/** The same settings with so many 1×1 layers in every block. */
export function withLayers(of: LabSettings, layers: number): LabSettings {
  return { ...of, spec: withMlpLayers(of.spec, layers) };
}
