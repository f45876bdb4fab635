import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { BatchObjective } from './batch-objective';
import { deviceTotals, type Totals } from './device-totals';
import { NonFiniteLossError, type StepPosition } from './non-finite-loss-error';
import { weightSnapshot, type WeightSnapshot } from './weight-snapshot';

/** Adds up what the steps give, and keeps weights to go back to if the loss stops being finite. */
export interface LossGuard {
  /** Announces a step, and whether it will be read: then the weights it starts from are kept. */
  before(position: StepPosition, read: boolean): void;
  /** Adds the result of the announced step. */
  add(objective: BatchObjective, count: number): void;
  /**
   * Gives what the steps since the last reading add up to.
   *
   * @throws NonFiniteLossError after putting earlier weights back into the model.
   */
  read(learningRate: number | undefined): Promise<Totals>;
  /** Releases everything. */
  dispose(): void;
}

interface Place {
  position: StepPosition;
  weights: WeightSnapshot;
}

/** A guard over the training of one model. */
export function lossGuard(model: LayersModel): LossGuard {
  const totals = deviceTotals();
  let first: StepPosition = { epoch: 1, step: 1 };
  let steps = 0;
  /** Weights that gave a finite loss. */
  let good: Place | undefined;
  /** Weights before the step that is read next: not known to be good yet. */
  let candidate: Place | undefined;

  async function placeToRestore(failed: StepPosition): Promise<Place | undefined> {
    // The step itself may have failed on good weights (a bad batch); or the step before it left bad ones.
    const usable = candidate?.position.step === failed.step && (await candidate.weights.isFinite());
    return usable ? candidate : (good ?? candidate);
  }

  return {
    before(position, read) {
      if (steps === 0) first = position;
      if (read) candidate = { position, weights: weightSnapshot(model) };
    },
    add(objective, count) {
      totals.add(objective, count);
      steps++;
    },
    async read(learningRate) {
      const sums = await totals.read();
      if (sums.finiteBatches !== steps) {
        const failed = { epoch: first.epoch, step: first.step + sums.finiteBatches };
        const place = await placeToRestore(failed);
        place?.weights.restore();
        throw new NonFiniteLossError(failed, sums.loss, learningRate, place?.position ?? failed);
      }
      steps = 0;
      if (candidate) {
        good?.weights.dispose();
        good = candidate;
        candidate = undefined;
      }
      return sums;
    },
    dispose() {
      totals.dispose();
      good?.weights.dispose();
      candidate?.weights.dispose();
    },
  };
}
