import { wasmMemoryLimit, type BackendInfo } from '@nin/backends';
import type { BlockKind } from '@nin/blocks';
import { bytes, fittingBatchSize, grouped, leastStepMemory, type Data, type Experiment } from '@nin/recipes';
import { UsageError } from '../failure';

/** A training that needs memory. */
export interface Training {
  experiment: Experiment;
  data: Pick<Data, 'train'>;
  backend: Pick<BackendInfo, 'name'>;
  /** The kinds of block that the network may have. Default: those of `@nin/blocks`. */
  kinds?: readonly BlockKind[];
  /** The name of the network in messages. */
  name: string;
}

/**
 * Refuses batches whose training steps cannot fit into the memory of the backend, where its size is known, as that of wasm is.
 * Batches that could fit pass; a step that runs out of memory in spite of this throws an `OutOfMemoryError`.
 */
export function requireMemory(training: Training): void {
  const { experiment, backend, name } = training;
  if (backend.name !== 'wasm') return;
  const least = leastMemory(training);
  if (least <= wasmMemoryLimit) return;
  throw new UsageError(
    `a batch of ${grouped(experiment.batch.size)} images needs at least ${bytes(least)} of memory to train ${name}, and ` +
      `wasm has ${bytes(wasmMemoryLimit)}; ${fittingSize(training)}`,
  );
}

/** Returns the bytes that a step of a training needs at least. */
export function leastMemory(training: Training): number {
  const { experiment, data } = training;
  return leastStepMemory(stepOf(training), Math.min(experiment.batch.size, data.train.count));
}

/** Returns which batch size fits into the memory of wasm, as messages put it. */
export function fittingSize(training: Training): string {
  const size = fittingBatchSize(stepOf(training), wasmMemoryLimit);
  return size > 0 ? `--batch-size ${size} fits` : 'not even one image fits';
}

function stepOf({ experiment, kinds }: Training): Parameters<typeof leastStepMemory>[0] {
  return { spec: experiment.network, kinds, optimizer: experiment.optimizer };
}
