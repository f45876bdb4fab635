import { builtinKinds, layerShapes, withClasses, type AnySpec, type BlockKind } from '@nin/blocks';
import { withOneByOneLayers } from './one-by-one-layers';
import { specs, type TrainableSpec } from './specs';

/** What {@link networkSpec} is made from. */
export interface NetworkChoice {
  /** The name of a network, or one that somebody else has described. */
  spec: TrainableSpec | AnySpec;
  /** 1×1 layers in each block; undefined as the network has. */
  mlpLayers?: number;
}

/**
 * The network of a training.
 *
 * The 20 outputs of the lecture's network are kept where they are enough; every other network gets as many
 * outputs as there are classes.
 */
export function networkSpec(
  { spec: chosen, mlpLayers }: NetworkChoice,
  classes: number,
  kinds: readonly BlockKind[] = builtinKinds,
): AnySpec {
  const spec = withOneByOneLayers(chosenSpec(chosen), mlpLayers, kinds);
  if (chosen === 'lecture' && classes <= 20) return spec;
  // A kind that does not say how its outputs are changed is fine where they need no change.
  if (typeof chosen === 'object' && outputsOf(spec, kinds) === classes) return spec;
  return withClasses(spec, classes, { kinds });
}

/** Returns the network itself where its name is given. */
export function chosenSpec(spec: TrainableSpec | AnySpec): AnySpec {
  return typeof spec === 'string' ? specs[spec] : spec;
}

function outputsOf(spec: AnySpec, kinds: readonly BlockKind[]): number | undefined {
  return layerShapes(spec, spec.inputShape, { kinds }).at(-1)?.shape.at(-1);
}
