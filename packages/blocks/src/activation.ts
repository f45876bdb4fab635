/** Names of the activations of TensorFlow.js. */
export const activations = [
  'relu',
  'relu6',
  'elu',
  'selu',
  'gelu',
  'swish',
  'mish',
  'softplus',
  'softsign',
  'tanh',
  'sigmoid',
  'hardSigmoid',
  'softmax',
  'linear',
] as const;

/** Name of an activation. `'linear'` is the identity. */
export type Activation = (typeof activations)[number];
