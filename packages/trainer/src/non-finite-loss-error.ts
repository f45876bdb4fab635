/** Where in a training a step is: both count from 1. */
export interface StepPosition {
  /** The epoch, from 1. */
  epoch: number;
  /** The step within the epoch, from 1. */
  step: number;
}

/** What a {@link NonFiniteLossError} says. */
export interface NonFiniteLoss extends StepPosition {
  /** The loss: NaN, Infinity or −Infinity; finite if it is the weights that are not. */
  value: number;
  /** The learning rate at that time; undefined if the optimizer does not say. */
  learningRate: number | undefined;
  /** The model's weights are those from before this step. */
  restored: StepPosition;
}

/**
 * The loss became NaN or infinite, or the weights did and the loss hid it. Thrown by `train`, which has put earlier
 * weights back into the model.
 */
export class NonFiniteLossError extends Error implements NonFiniteLoss {
  override readonly name = 'NonFiniteLossError';
  /** The epoch it happened in, from 1. */
  readonly epoch: number;
  /** The first step of that epoch that was not finite, from 1. */
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
