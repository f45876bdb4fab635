/** Where in a training a step is: both count from 1. */
export interface StepPosition {
  /** The epoch, from 1. */
  epoch: number;
  /** The step within the epoch, from 1. */
  step: number;
}

/** The loss became NaN or infinite. Thrown by `train`, which has put earlier weights back into the model. */
export class NonFiniteLossError extends Error {
  override readonly name = 'NonFiniteLossError';
  /** The epoch it happened in, from 1. */
  readonly epoch: number;
  /** The first step of that epoch whose loss was not finite, from 1. */
  readonly step: number;
  /** The loss: NaN, Infinity or −Infinity. */
  readonly value: number;
  /** The learning rate at that time; undefined if the optimizer does not tell. */
  readonly learningRate: number | undefined;
  /** The model's weights are those from before this step. */
  readonly restored: StepPosition;

  constructor(at: StepPosition, value: number, learningRate: number | undefined, restored: StepPosition) {
    super(
      `train: the loss of epoch ${at.epoch}, step ${at.step} is ${value} at a learning rate of ${learningRate ?? 'unknown'}; ` +
        `the model has its weights from before epoch ${restored.epoch}, step ${restored.step} again, the optimizer keeps its state`,
    );
    this.epoch = at.epoch;
    this.step = at.step;
    this.value = value;
    this.learningRate = learningRate;
    this.restored = restored;
  }
}
