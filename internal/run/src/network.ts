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
 * The seed's 20 outputs are kept where they are enough, as the lecture has them; every other network gets as many
 * outputs as there are classes.
 */
export function networkSpec({ spec: name, mlpLayers }: NetworkChoice, classes: number): NinSpec {
  const spec = withOneByOneLayers(specs[name], mlpLayers);
  return name === 'seed' && classes <= 20 ? spec : withClasses(spec, classes);
}
