import type { layers, LayersModel } from '@tensorflow/tfjs-layers';

/** Whether the last layer of a model makes probabilities of logits. */
export function endsInSoftmax(model: LayersModel): boolean {
  const last: layers.Layer | undefined = model.layers.at(-1);
  if (!last) return false;
  if ('layers' in last) return endsInSoftmax(last as LayersModel);
  return last.getClassName() === 'Softmax' || last.getConfig().activation === 'softmax';
}
