import type { LayersModel } from '@tensorflow/tfjs-layers';

/** The shape of one image, or a list of shapes for a model of several inputs. No batch dimension. */
export type InputShape = readonly number[] | readonly (readonly number[])[];

/** The shapes a model gets, one for each input: `inputShape` if given, else those the model was made with. */
export function modelInputs(where: string, model: LayersModel, inputShape?: InputShape): number[][] {
  if (inputShape === undefined) return model.inputs.map(({ shape }) => closedShape(where, shape));
  const shapes = isList(inputShape) ? inputShape : [inputShape];
  return shapes.map((shape) => {
    if (!shape.every((size) => Number.isInteger(size) && size > 0)) {
      throw new RangeError(
        `${where}: inputShape must be positive integers, got ${JSON.stringify(inputShape)}`,
      );
    }
    return [...shape];
  });
}

function isList(shape: InputShape): shape is readonly (readonly number[])[] {
  return Array.isArray(shape[0]);
}

function closedShape(where: string, [, ...shape]: readonly (number | null)[]): number[] {
  if (!shape.every((size) => size !== null)) {
    throw new RangeError(
      `${where}: inputShape must be given for a model whose own is open, got ${JSON.stringify(shape)}`,
    );
  }
  return shape;
}
