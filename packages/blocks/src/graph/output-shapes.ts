import type { layers } from '@tensorflow/tfjs-layers';
import { formatShape } from '../quantities';

/** Thrown where a layer would give a map of no pixels. */
export class ShapeError extends RangeError {
  /**
   * @param window the sizes of the layer's window.
   * @param map the height and width of the map that the layer gets.
   * @param isPooling whether the window is that of a pooling.
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
 * The shapes a layer gives for inputs of the given shapes: all without the batch dimension, and without a tensor.
 *
 * @throws RangeError if an input is too small for the layer's window, or not what the layer was built for.
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

/** A built layer lists in `inputSpec` the rank and the sizes its weights were made for. */
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
      `${where}: layer ${layer.name} (${layer.getClassName()}) was built for another input than ${formatShape(shape)}`,
    );
  }
}

/** The error of a layer that gives an impossible shape, in words of its window where it has one. */
function shapeError(
  where: string,
  layer: layers.Layer,
  inputs: readonly (readonly number[])[],
  output: readonly (number | null)[],
): ShapeError {
  const { kernelSize, poolSize } = layer.getConfig() as { kernelSize?: number[]; poolSize?: number[] };
  const window = kernelSize ?? poolSize ?? [];
  const map = (inputs[0] ?? []).slice(0, -1);
  const sizes = `gives a map of ${formatShape(output)} for an input of ${inputs.map((input) => formatShape(input)).join(' and ')}`;
  const message = `${where}: layer ${layer.name} (${layer.getClassName()}) ${sizes}`;
  return new ShapeError(message, window, map, poolSize !== undefined);
}
