import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { BatchObjective } from './batch-objective';
import { NonFiniteLossError, type StepPosition } from './non-finite-loss-error';
import { pendingResults, type BatchResult } from './pending-results';
import { weightSnapshot, type WeightSnapshot } from './weight-snapshot';

/** Minimum time between two checks of all weights, in milliseconds. */
const weightsInterval = 100;

/** Collects the results of steps, and keeps weights to restore when loss or weights become non-finite. */
export interface LossGuard {
  /** Called before a step. If its result will be read, the current weights are kept. */
  before(position: StepPosition, read: boolean): void;
  /** Adds the result of the current step. */
  add(objective: BatchObjective, count: number): void;
  /**
   * Returns the results of the steps since the last call.
   *
   * @throws NonFiniteLossError after restoring earlier weights in the model.
   */
  read(learningRate: number | undefined): Promise<BatchResult[]>;
  /**
   * Checks the current weights; `position` is the next step.
   *
   * @throws NonFiniteLossError after restoring earlier weights in the model.
   */
  requireFiniteWeights(position: StepPosition, learningRate: number | undefined): Promise<void>;
  /** Disposes all tensors. */
  dispose(): void;
}

/** Weights from before a step. */
interface Place {
  position: StepPosition;
  weights: WeightSnapshot;
}

/** Returns a guard for the training of one model. */
export function lossGuard(model: LayersModel): LossGuard {
  const pending = pendingResults();
  /** Positions of the steps whose results are pending. */
  let positions: StepPosition[] = [];
  let lastLoss = NaN;
  /** Latest weights known to be finite. */
  let good: Place | undefined;
  /** Weights from before the step whose result is read. */
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

  /** Checks the weights themselves: on some backends ReLU turns NaN into 0, so the loss stays finite. */
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
      // If none has failed, index -1 is the last result.
      lastLoss = results.at(failedStep)?.loss ?? NaN;
      const failedAt = positions[failedStep];
      positions = [];
      if (failedAt) {
        // Either the step failed with good weights (a bad batch), or the previous step left bad weights.
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
