import { withClasses, type NinSpec } from '@nin/blocks';
import { withOneByOneLayers } from './one-by-one-layers';
import { specs, type TrainableSpec } from './specs';

/** What {@link networkSpec} is made from. */
export interface NetworkChoice {
  spec: TrainableSpec;
  /** 1×1 layers in each block; undefined as the network has. */
  mlpLayers?: number;
}

/**
 * The network of a training.
 *
 * The 20 outputs of the lecture's network are kept where they are enough; every other network gets as many
 * outputs as there are classes.
 */
export function networkSpec({ spec: name, mlpLayers }: NetworkChoice, classes: number): NinSpec {
  const spec = withOneByOneLayers(specs[name], mlpLayers);
  return name === 'lecture' && classes <= 20 ? spec : withClasses(spec, classes);
}
