import { builtinKinds, profile, type AnySpec, type BlockKind } from '@nin/blocks';
import { optimizerSlots, type OptimizerSettings } from './experiment/optimizer-settings';

/**
 * Measured peaks, with the gaps between tensors, are at most this many times {@link leastStepMemory}: 1.07 (tiny), 1.09
 * (modern), 1.29 (lecture), 1.34 (paper).
 */
const slack = 1.4;

/** What a training step is made of. */
export interface StepChoice {
  spec: AnySpec;
  /** The kinds of block that the network may have. Default: those of `@nin/blocks`. */
  kinds?: readonly BlockKind[];
  optimizer: OptimizerSettings;
}

/**
 * Returns the bytes that a training step needs at least at the end of its backward pass: weights, gradients and the state of the
 * optimizer; and for each image its pixels, what the forward pass has saved, and the gradient by each layer's output, which tfjs keeps
 * to the end.
 *
 * The backward pass does not read the output of batch normalization, so that is not saved.
 */
export function leastStepMemory(
  { spec, kinds = builtinKinds, optimizer }: StepChoice,
  batchSize: number,
): number {
  const { layers, trainingMemory } = profile(spec, {
    batchSize,
    optimizerSlots: optimizerSlots(optimizer),
    kinds,
  });
  const [pixels, outputs, unsaved] = [
    4 * spec.inputShape.reduce((product, size) => product * size, 1),
    sum(layers.map(({ activationBytes }) => activationBytes)),
    sum(layers.map(({ kind, activationBytes }) => (kind === 'BatchNormalization' ? activationBytes : 0))),
  ];
  const { weights, gradients, optimizer: kept } = trainingMemory;
  return weights + gradients + kept + batchSize * (pixels + 2 * outputs - unsaved);
}

/** Returns the largest power of two of images whose step can be expected to fit into `limit` bytes; 0 if no image does. */
export function fittingBatchSize(choice: StepChoice, limit: number): number {
  let size = 0;
  for (let next = 1; slack * leastStepMemory(choice, next) <= limit; next *= 2) size = next;
  return size;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
