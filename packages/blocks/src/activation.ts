/** The activations a layer of TensorFlow.js knows by name. */
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

/** The name of an activation. `'linear'` is none. */
export type Activation = (typeof activations)[number];
