/** How far a training is after one of its steps. The figures are running means since the start of the epoch. */
export interface StepReport {
  /** The epoch under way, from 1. */
  epoch: number;
  /** How many epochs were asked for. */
  epochs: number;
  /** Steps done in this epoch, from 1. */
  step: number;
  /** Steps the epoch will have; undefined while that is not known. */
  steps: number | undefined;
  /** Training images seen in this epoch. */
  images: number;
  /** Seconds since the start of the epoch. */
  seconds: number;
  /** Mean milliseconds per step. The first step of the epoch is left out where there are more, as Keras does. */
  millisecondsPerStep: number;
  /** Training images per second since the start of the epoch. */
  imagesPerSecond: number;
  /** Mean training loss, with the model's regularization penalties. */
  loss: number;
  /** Share of training images classified right, 0–1, each at the moment it was trained on. */
  accuracy: number;
  /** The optimizer's learning rate; undefined if it has none that can be read. */
  learningRate: number | undefined;
}

/** What one epoch of training gave. */
export interface EpochReport {
  /** The epoch that has ended, from 1 as Keras prints it. */
  epoch: number;
  /** How many epochs were asked for. */
  epochs: number;
  /** Steps of this epoch. */
  steps: number;
  /** Steps since the training began, those before a resume included. */
  totalSteps: number;
  /** Training images seen in this epoch. */
  images: number;
  /** Seconds the epoch took, validation included. */
  seconds: number;
  /** Seconds of training alone. */
  trainingSeconds: number;
  /** Mean milliseconds per training step. The first step is left out where there are more, as Keras does. */
  millisecondsPerStep: number;
  /** Training images per second, without validation. */
  imagesPerSecond: number;
  /** Mean training loss over the epoch, while the weights were changing, with the model's regularization penalties. */
  loss: number;
  /** Share of training images classified right, 0–1, each at the moment it was trained on. */
  accuracy: number;
  /** Mean loss over the validation data at the end of the epoch; undefined without validation data. */
  validationLoss: number | undefined;
  /** Share of validation images classified right, 0–1; undefined without validation data. */
  validationAccuracy: number | undefined;
  /** The learning rate of the epoch's last step; undefined if the optimizer has none that can be read. */
  learningRate: number | undefined;
  /** Whether this epoch is the best so far by the monitored figure. */
  best: boolean;
}
