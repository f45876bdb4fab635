import type { layers } from '@tensorflow/tfjs-layers';
import { formatShape } from '../quantities';

/** Thrown for a layer whose output map would have no pixels. */
export class ShapeError extends RangeError {
  /**
   * @param window sizes of the window of the layer.
   * @param map height and width of the input map.
   * @param isPooling whether the layer is a pooling.
   */
  constructor(
    message: string,
    readonly window: readonly number[],
    readonly map: readonly number[],
    readonly isPooling: boolean,
  ) {
    super(message);
  }
}

/**
 * Returns the output shapes of a layer for the given input shapes, without the batch dimension and without a tensor.
 *
 * @throws RangeError if an input is smaller than the window of the layer, or the layer was built for another input shape.
 */
export function outputShapes(
  where: string,
  layer: layers.Layer,
  inputs: readonly (readonly number[])[],
): number[][] {
  inputs.forEach((shape, i) => requireFit(where, layer, shape, i));
  const batched = inputs.map((shape) => [null, ...shape]);
  const [only] = batched;
  const result = layer.computeOutputShape(batched.length === 1 && only ? only : batched);
  const outputs = (Array.isArray(result[0]) ? result : [result]) as (number | null)[][];
  return outputs.map(([, ...shape]) => {
    if (!shape.every((size): size is number => size !== null && size > 0)) {
      throw shapeError(where, layer, inputs, shape);
    }
    return shape;
  });
}

/** Throws unless the input matches the `inputSpec` of a built layer: the rank and sizes that its weights require. */
function requireFit(where: string, layer: layers.Layer, shape: readonly number[], index: number): void {
  const spec = layer.inputSpec?.[index];
  if (!spec) return;
  const rank = shape.length + 1;
  const sizeAt = (axis: number) => shape[axis < 0 ? shape.length + axis : axis - 1];
  const misfit =
    rank !== (spec.ndim ?? rank) ||
    rank < (spec.minNDim ?? rank) ||
    Object.entries(spec.axes ?? {}).some(([axis, size]) => sizeAt(Number(axis)) !== size);
  if (misfit) {
    throw new RangeError(
      `${where}: layer ${layer.name} (${layer.getClassName()}) was built for another input shape than ${formatShape(shape)}`,
    );
  }
}

/** Returns the error for a layer with an impossible output shape. */
function shapeError(
  where: string,
  layer: layers.Layer,
  inputs: readonly (readonly number[])[],
  output: readonly (number | null)[],
): ShapeError {
  const { kernelSize, poolSize } = layer.getConfig() as { kernelSize?: number[]; poolSize?: number[] };
  const window = kernelSize ?? poolSize ?? [];
  const map = (inputs[0] ?? []).slice(0, -1);
  const sizes = `outputs a map of ${formatShape(output)} for an input of ${inputs.map((input) => formatShape(input)).join(' and ')}`;
  const message = `${where}: layer ${layer.name} (${layer.getClassName()}) ${sizes}`;
  return new ShapeError(message, window, map, poolSize !== undefined);
}

/** Returns the number of elements of a tensor of this shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
