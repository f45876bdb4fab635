import { wasmMemoryLimit, type BackendInfo } from '@nin/backends';
import type { AnySpec, BlockKind } from '@nin/blocks';
import { bytes, fittingBatchSize, leastStepMemory, networkSpec, type Data } from '@nin/recipes';
import { UsageError } from '../failure';
import { networkName, type TrainingSettings } from './settings';

/** What a training needs memory for. */
export interface Training {
  settings: TrainingSettings;
  data: Data;
  backend: Pick<BackendInfo, 'name'>;
  /** Default: the one that the settings name. */
  network?: AnySpec;
  /** The kinds of block that the network may have. Default: those of `@nin/blocks`. */
  kinds?: readonly BlockKind[];
  /** The network in messages. Default: its name in the settings, with its number of 1×1 layers if that is set. */
  title?: string;
}

/**
 * Refuses batches whose training steps cannot fit into the memory of the backend, where that is known: wasm's is. Nothing is
 * refused that would have fitted; what does not fit in spite of this is an `OutOfMemoryError` in a step.
 */
export function requireMemory(training: Training): void {
  const { settings, backend, title = titleOf(settings) } = training;
  if (backend.name !== 'wasm') return;
  const least = leastMemory(training);
  if (least <= wasmMemoryLimit) return;
  throw new UsageError(
    `--batch-size ${settings.batchSize} needs at least ${bytes(least)} of memory to train ${title}, and ` +
      `wasm has ${bytes(wasmMemoryLimit)}; ${fittingSize(training)}`,
  );
}

/** Returns the bytes that a step of a training needs at least. */
export function leastMemory(training: Training): number {
  const { settings, data } = training;
  return leastStepMemory(choiceOf(training), Math.min(settings.batchSize, data.train.count));
}

/** Says which batch size fits into the memory of wasm. */
export function fittingSize(training: Training): string {
  const size = fittingBatchSize(choiceOf(training), wasmMemoryLimit);
  return size > 0 ? `--batch-size ${size} fits` : 'not even one image fits';
}

function titleOf(settings: TrainingSettings): string {
  const { mlpLayers } = settings;
  const layers = mlpLayers === undefined ? '' : ` with ${mlpLayers} 1×1 layers per block`;
  return networkName(settings) + layers;
}

function choiceOf({ settings, data, network, kinds }: Training): Parameters<typeof leastStepMemory>[0] {
  const spec = network ?? networkSpec(settings, data.train.classNames.length, kinds);
  return { spec, kinds, optimizer: settings.optimizer };
}
