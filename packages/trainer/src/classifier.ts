import type { LayersModel } from '@tensorflow/tfjs-layers';
import { formatShape } from './shape';
import { requireModel } from './training-parts';

/** What a model takes and gives, as far as training a classifier needs it. */
export interface Classifier {
  /** Shape of one image; null where any size will do. */
  inputShape: readonly (number | null)[];
  /** How many classes the model tells apart: the width of its output. */
  classes: number;
}

/**
 * Reads what a classifier takes and gives.
 *
 * @throws TypeError unless the model is one, is built, has one input and one output, and the output is [batch, classes].
 */
export function classifierOf(where: string, model: LayersModel): Classifier {
  requireModel(where, model);
  // An empty or unbuilt sequential model has no inputs at all, whatever the type says.
  const { inputs, outputs } = model as Partial<LayersModel>;
  if (!inputs?.length || !outputs?.length) {
    throw new TypeError(`${where}: model must be built (give its first layer an inputShape)`);
  }
  if (inputs.length !== 1 || outputs.length !== 1) {
    throw new TypeError(
      `${where}: model must have one input and one output, got ${inputs.length} and ${outputs.length}`,
    );
  }
  const outputShape = outputs[0]?.shape ?? [];
  const classes = outputShape[1];
  if (outputShape.length !== 2 || typeof classes !== 'number') {
    throw new TypeError(
      `${where}: model must give [batch, classes], got the output shape ${formatShape(outputShape)}`,
    );
  }
  return { inputShape: inputs[0]?.shape.slice(1) ?? [], classes };
}

/** Whether images of this shape fit the model. */
export function fits(shape: readonly number[], { inputShape }: Classifier): boolean {
  return (
    shape.length === inputShape.length &&
    inputShape.every((dimension, i) => dimension === null || dimension === shape[i])
  );
}
