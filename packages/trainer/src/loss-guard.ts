import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { BatchObjective } from './batch-objective';
import { NonFiniteLossError, type StepPosition } from './non-finite-loss-error';
import { pendingResults, type BatchResult } from './pending-results';
import { weightSnapshot, type WeightSnapshot } from './weight-snapshot';

/** Shortest time between two looks at all the weights, in milliseconds. */
const weightsInterval = 100;

/** Collects what the steps give, and keeps weights to go back to when loss or weights stop being finite. */
export interface LossGuard {
  /** Announces a step, and whether it will be read: then the weights it starts from are kept. */
  before(position: StepPosition, read: boolean): void;
  /** Adds the result of the announced step. */
  add(objective: BatchObjective, count: number): void;
  /**
   * Gives the results of the steps since the last reading.
   *
   * @throws NonFiniteLossError after putting earlier weights back into the model.
   */
  read(learningRate: number | undefined): Promise<BatchResult[]>;
  /**
   * Looks at the weights as they are now, `position` being the step that would come next.
   *
   * @throws NonFiniteLossError after putting earlier weights back into the model.
   */
  requireFiniteWeights(position: StepPosition, learningRate: number | undefined): Promise<void>;
  /** Releases everything. */
  dispose(): void;
}

/** Weights, and the step they are from before. */
interface Place {
  position: StepPosition;
  weights: WeightSnapshot;
}

/** A guard over the training of one model. */
export function lossGuard(model: LayersModel): LossGuard {
  const pending = pendingResults();
  /** Where the steps are whose results are pending. */
  let positions: StepPosition[] = [];
  let lastLoss = NaN;
  /** The latest weights known to be finite. */
  let good: Place | undefined;
  /** The weights that were there before the step that is read. */
  let latest: Place | undefined;
  let lastLook = -Infinity;

  function takeLatest(position: StepPosition): void {
    dropLatest();
    latest = { position, weights: weightSnapshot(model) };
  }

  function dropLatest(): void {
    latest?.weights.dispose();
    latest = undefined;
  }

  /** Some backends' ReLU turns NaN into 0, which hides weights that are lost from the loss: so look at them. */
  async function lookAtLatest(learningRate: number | undefined): Promise<void> {
    if (!latest) return;
    const { position, weights } = latest;
    if (!(await weights.isFinite())) fail(position, learningRate, good ?? latest);
    good?.weights.dispose();
    good = latest;
    latest = undefined;
    lastLook = performance.now();
  }

  function fail(at: StepPosition, learningRate: number | undefined, to: Place | undefined): never {
    to?.weights.restore();
    throw new NonFiniteLossError({ ...at, value: lastLoss, learningRate, restored: to?.position ?? at });
  }

  return {
    before(position, read) {
      positions.push(position);
      if (read) takeLatest(position);
    },
    add(objective, count) {
      pending.add(objective, count);
    },
    async read(learningRate) {
      const results = await pending.read();
      const failedStep = results.findIndex(({ loss }) => !Number.isFinite(loss));
      // Where none has failed, -1 is the last one.
      lastLoss = results.at(failedStep)?.loss ?? NaN;
      const failedAt = positions[failedStep];
      positions = [];
      if (failedAt) {
        // The step itself may have failed on good weights (a bad batch); or the one before it left bad weights.
        const unspoiled = latest?.position === failedAt && (await latest.weights.isFinite());
        fail(failedAt, learningRate, unspoiled ? latest : (good ?? latest));
      }
      if (performance.now() - lastLook >= weightsInterval) await lookAtLatest(learningRate);
      dropLatest();
      return results;
    },
    async requireFiniteWeights(position, learningRate) {
      takeLatest(position);
      await lookAtLatest(learningRate);
    },
    dispose() {
      pending.dispose();
      good?.weights.dispose();
      dropLatest();
    },
  };
}
