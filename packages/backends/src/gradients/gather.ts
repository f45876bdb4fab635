import {
  add,
  GatherV2,
  greaterEqual,
  less,
  logicalAnd,
  neg,
  onesLike,
  range,
  reshape,
  scalar,
  transpose,
  unsortedSegmentSum,
  util,
  where,
  zeros,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';
import type { TrainingGradient } from './training-gradient';

/**
 * Gradient of gather: each slice receives the sum of the output gradients of all positions that picked it. Stock throws with
 * batch dimensions.
 */
export const gatherGradient: TrainingGradient = {
  name: GatherV2,
  replace: () => ({
    kernelName: GatherV2,
    inputsToSave: ['x', 'indices'],
    gradFunc(dy, [x, indices], attributes) {
      const { axis, batchDims } = attributes as unknown as { axis: number; batchDims: number };
      return {
        x: () => scatterBack(dy as Tensor, x, indices, util.parseAxisParam(axis, x.shape)[0], batchDims),
        // Integers have no gradient.
        indices: () => zeros(indices.shape),
      };
    },
  }),
};

function scatterBack(dy: Tensor, x: Tensor, indices: Tensor, axis: number, batchDims: number): Tensor {
  const choices = x.shape[axis];
  const batch = util.sizeFromShape(x.shape.slice(0, batchDims));
  const outer = util.sizeFromShape(x.shape.slice(batchDims, axis));
  const inner = util.sizeFromShape(x.shape.slice(axis + 1));
  const picks = indices.size / Math.max(1, batch);
  const errors = transpose(reshape(dy, [batch, outer, picks, inner]), [0, 2, 1, 3]);
  const sums = unsortedSegmentSum(
    reshape(errors, [batch * picks, outer * inner]),
    places(reshape(indices, [batch, picks]), choices),
    batch * choices,
  );
  return reshape(transpose(reshape(sums, [batch, choices, outer, inner]), [0, 2, 1, 3]), x.shape);
}

/** Returns indices into the slices of all batches; −1 for an index out of range. */
function places(indices: Tensor, choices: number): Tensor1D {
  const [batch] = indices.shape;
  const count = scalar(choices, 'int32');
  const exists = logicalAnd(greaterEqual(indices, scalar(0, 'int32')), less(indices, count));
  const firsts = reshape(range(0, batch * choices, Math.max(1, choices), 'int32'), [batch, 1]);
  return reshape(where(exists, add(indices, firsts), neg(onesLike(indices))), [-1]);
}
