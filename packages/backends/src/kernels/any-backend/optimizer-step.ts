/** The attributes of one AdamW step. */
export interface AdamWAttributes {
  /** Learning rate, with both bias corrections applied. */
  stepSize: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  /** Factor of the weight: 1 − learning rate · weight decay. */
  keepRate: number;
}

/** The attributes of one SGD step. */
export interface SgdAttributes {
  learningRate: number;
  momentum: number;
  nesterov: boolean;
  /** Factor of the weight: 1 − learning rate · weight decay. */
  keepRate: number;
}
