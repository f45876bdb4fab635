/** Position of a step in a training. */
export interface StepPosition {
  /** Epoch, from 1. */
  epoch: number;
  /** Step within the epoch, from 1. */
  step: number;
}

/** Fields of a {@link NonFiniteLossError}. */
export interface NonFiniteLoss extends StepPosition {
  /** The loss: NaN, Infinity or −Infinity; finite if the weights are not finite instead. */
  value: number;
  /** Learning rate at that step; undefined if it cannot be read from the optimizer. */
  learningRate: number | undefined;
  /** Step before which the model had the weights that it has again. */
  restored: StepPosition;
}

/**
 * Thrown by `train` when the loss or the weights become NaN or infinite. Earlier weights have been restored in the model; the
 * optimizer keeps its state.
 */
export class NonFiniteLossError extends Error implements NonFiniteLoss {
  override readonly name = 'NonFiniteLossError';
  /** Epoch of the failed step, from 1. */
  readonly epoch: number;
  /** First step of that epoch with a non-finite loss, or whose weights are not finite, from 1. */
  readonly step: number;
  readonly value: number;
  readonly learningRate: number | undefined;
  readonly restored: StepPosition;

  constructor({ epoch, step, value, learningRate, restored }: NonFiniteLoss) {
    const at = `epoch ${epoch}, step ${step}`;
    const what = Number.isFinite(value)
      ? `before ${at} the weights are not finite`
      : `in ${at} the loss is ${value}`;
    super(
      `train: ${what} at a learning rate of ${learningRate ?? 'unknown'}; the model has its weights from before ` +
        `epoch ${restored.epoch}, step ${restored.step} again, the optimizer keeps its state`,
    );
    this.epoch = epoch;
    this.step = step;
    this.value = value;
    this.learningRate = learningRate;
    this.restored = restored;
  }
}
