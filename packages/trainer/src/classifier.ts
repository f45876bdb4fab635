import type { LayersModel } from '@tensorflow/tfjs-layers';
import { formatShape } from './shape';
import { requireModel } from './training-parts';

/** Input shape and number of classes of a model. */
export interface Classifier {
  /** Shape of one image; null for a dimension of any size. */
  inputShape: readonly (number | null)[];
  /** Number of classes: the width of the output. */
  classes: number;
}

/**
 * Returns the input shape and the number of classes of a model.
 *
 * @throws TypeError unless it is a built model with one input and one output [batch, classes].
 */
export function classifierOf(where: string, model: LayersModel): Classifier {
  requireModel(where, model);
  // An empty or unbuilt sequential model has no inputs, contrary to its type.
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
