import { shown } from '@nin/checks';
import type { Tensor } from '@tensorflow/tfjs-core';

/** A tensor with its name: tfjs saves and restores an optimizer's state as a list of these. */
export interface NamedTensor {
  name: string;
  tensor: Tensor;
}

/** Throws a TypeError unless `value` is a list of named tensors. `where` is `function: argument`. */
export function requireNamedTensors(where: string, value: unknown): asserts value is readonly NamedTensor[] {
  if (!Array.isArray(value)) {
    throw new TypeError(`${where} must be a list of { name, tensor }, got ${shown(value)}`);
  }
  const wrong = value.findIndex((one: unknown) => !isNamedTensor(one));
  if (wrong >= 0) {
    throw new TypeError(`${where} must be a list of { name, tensor }, got ${shown(value[wrong])} in it`);
  }
}

function isNamedTensor(value: unknown): value is NamedTensor {
  const { name, tensor } = (value ?? {}) as Partial<NamedTensor>;
  return typeof name === 'string' && typeof tensor?.data === 'function';
}
