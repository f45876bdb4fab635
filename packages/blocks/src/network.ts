import { shown } from '@nin/checks';
import { LayersModel } from '@tensorflow/tfjs-layers';
import { hasPredict } from './check-spec';
import type { AnySpec, BlockSpec, NinSpec } from './spec';

/** A network as a spec, or any model of TensorFlow.js layers. */
export type Network<Block = BlockSpec> = NinSpec<Block> | LayersModel;

/** Shape of one image, or a list of shapes for a model with several inputs. Without the batch dimension. */
export type InputShape = readonly number[] | readonly (readonly number[])[];

/**
 * Returns true for a model, false for a spec.
 *
 * @throws TypeError if `network` is neither.
 */
export function isModel(where: string, network: AnySpec | LayersModel): network is LayersModel {
  if (network instanceof LayersModel) return true;
  const given: unknown = network;
  if (hasPredict(given)) {
    throw new TypeError(
      `${where}: network must be a LayersModel of the same copy of @tensorflow/tfjs-layers, got a model of another class or copy`,
    );
  }
  if (typeof given !== 'object' || given === null || !('blocks' in given)) {
    throw new TypeError(
      `${where}: network must be a NinSpec, such as tinySpec, or a LayersModel, got ${shown(given)}`,
    );
  }
  return false;
}

/** Returns one shape per input of a model: `inputShape` if given, else those of the model. */
export function modelInputs(
  where: string,
  model: LayersModel,
  inputShape: InputShape | undefined,
): number[][] {
  if (inputShape === undefined) return model.inputs.map(({ shape }) => knownShape(where, shape));
  const given: unknown = inputShape;
  const shapes = Array.isArray(given) && Array.isArray(given[0]) ? (given as unknown[]) : [given];
  return shapes.map((shape) => {
    const sizes: unknown[] = Array.isArray(shape) ? Array.from(shape as unknown[]) : [undefined];
    if (!sizes.every(isSize)) {
      throw new RangeError(
        `${where}: inputShape must be positive integers, or a list of such shapes, got ${shown(inputShape)}`,
      );
    }
    return sizes;
  });
}

function isSize(size: unknown): size is number {
  return Number.isSafeInteger(size) && Number(size) > 0;
}

function knownShape(where: string, [, ...shape]: readonly (number | null)[]): number[] {
  if (!shape.every((size) => size !== null)) {
    throw new RangeError(
      `${where}: inputShape must be given for a model with an unknown size in its own, got ${shown(shape)}`,
    );
  }
  return shape;
}
