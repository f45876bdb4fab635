/** The attributes of one AdamW step. */
export interface AdamWAttributes {
  /** Learning rate with both bias corrections. */
  stepSize: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  /** What weight decay leaves of a weight. */
  keepRate: number;
}

/** The attributes of one SGD step. */
export interface SgdAttributes {
  learningRate: number;
  momentum: number;
  nesterov: boolean;
  /** What weight decay leaves of a weight. */
  keepRate: number;
}
