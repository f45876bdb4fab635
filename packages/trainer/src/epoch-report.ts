/** Progress of a training after a step. Figures are running means since the start of the epoch. */
export interface StepReport {
  /** Current epoch, from 1. */
  epoch: number;
  /** Total number of epochs, the `epochs` option. */
  epochs: number;
  /** Steps done in this epoch, from 1. */
  step: number;
  /** Steps per epoch; undefined while unknown. */
  steps: number | undefined;
  /** Training images processed in this epoch. */
  images: number;
  /** Seconds since the start of the epoch. */
  seconds: number;
  /** Mean milliseconds per step, without the first step of the epoch if there are more, as in Keras. */
  millisecondsPerStep: number;
  /** Training images per second since the start of the epoch. */
  imagesPerSecond: number;
  /** Mean training loss, including regularization penalties. */
  loss: number;
  /** Training accuracy, 0–1: each image is counted with the weights at its step. */
  accuracy: number;
  /** The optimizer's learning rate; undefined if it cannot be read. */
  learningRate: number | undefined;
}

/** Figures of one completed epoch. */
export interface EpochReport {
  /** Completed epoch, from 1 as in Keras. */
  epoch: number;
  /** Total number of epochs, the `epochs` option. */
  epochs: number;
  /** Steps of this epoch. */
  steps: number;
  /** Steps since the start of the training, including those before a resume. */
  totalSteps: number;
  /** Training images processed in this epoch. */
  images: number;
  /** Duration of the epoch in seconds, including validation. */
  seconds: number;
  /** Duration of the training steps in seconds. */
  trainingSeconds: number;
  /** Mean milliseconds per training step, without the first if there are more, as in Keras. */
  millisecondsPerStep: number;
  /** Training images per second, without validation. */
  imagesPerSecond: number;
  /** Mean training loss over the epoch, while the weights were changing, including regularization penalties. */
  loss: number;
  /** Training accuracy, 0–1: each image is counted with the weights at its step. */
  accuracy: number;
  /** Mean validation loss at the end of the epoch; undefined without validation data. */
  validationLoss: number | undefined;
  /** Validation accuracy, 0–1; undefined without validation data. */
  validationAccuracy: number | undefined;
  /** Learning rate of the epoch's last step; undefined if it cannot be read from the optimizer. */
  learningRate: number | undefined;
  /** Whether this epoch is the best so far by the monitored metric. */
  best: boolean;
}
