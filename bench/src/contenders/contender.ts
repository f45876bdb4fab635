/** A network in the hands of one library, ready to train. */
export interface Contender {
  /** Threads that compute. */
  threads: number;
  /** One training step on the same batch every time; gives the loss from before its update. */
  step: () => number | Promise<number>;
  /** A product of two square matrices of `productSize`, computed to its end. */
  multiply: () => void | Promise<void>;
  productSize: number;
  /** What identifies the network, and shows that its gradient is right. Before the first step. */
  fingerprint: () => Fingerprint | Promise<Fingerprint>;
}

/** Computed from the first weights and the first images, without dropout: the same for all who train the same network. */
export interface Fingerprint {
  /** Images it was computed from. */
  images: number;
  loss: number;
  /** The root of the sum of squares of all weights' gradients. */
  gradientNorm: number;
}

/** Few, as stock `cpu` takes seconds for each. */
export const fingerprintImages = 2;

/** First weights are drawn from it, so that all start from the same. */
export const weightSeed = 1;

/** Of every optimizer here, the lecture's. It decides no time. */
export const learningRate = 5e-4;
