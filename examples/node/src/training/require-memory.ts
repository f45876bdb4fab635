import { wasmMemoryLimit, type BackendInfo } from '@nin/backends';
import { bytes, fittingBatchSize, leastStepMemory, networkSpec, type Data } from 'nin-run';
import { UsageError } from '../failure';
import type { TrainingSettings } from './settings';

/** What a training needs memory for. */
interface Training {
  settings: TrainingSettings;
  data: Data;
  backend: Pick<BackendInfo, 'name'>;
}

/**
 * Refuses batches whose training steps cannot fit into the memory of the backend, where that is known: wasm's is. Nothing is
 * refused that would have fitted; what does not fit in spite of this is an `OutOfMemoryError` in a step.
 */
export function requireMemory(training: Training): void {
  const { settings, data, backend } = training;
  if (backend.name !== 'wasm') return;
  const size = Math.min(settings.batchSize, data.train.count);
  const least = leastStepMemory(choiceOf(training), size);
  if (least <= wasmMemoryLimit) return;
  const layers = settings.mlpLayers === undefined ? '' : ` with ${settings.mlpLayers} 1×1 layers per block`;
  throw new UsageError(
    `--batch-size ${settings.batchSize} needs at least ${bytes(least)} of memory to train ${settings.spec}${layers}, and ` +
      `wasm has ${bytes(wasmMemoryLimit)}; ${fittingSize(training)}`,
  );
}

/** Says which batch size fits into the memory of wasm. */
export function fittingSize(training: Training): string {
  const size = fittingBatchSize(choiceOf(training), wasmMemoryLimit);
  return size > 0 ? `--batch-size ${size} fits` : 'not even one image fits';
}

function choiceOf({ settings, data }: Training): Parameters<typeof leastStepMemory>[0] {
  return { spec: networkSpec(settings, data.train.classNames.length), optimizer: settings.optimizer };
}
