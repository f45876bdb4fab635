import { nin, withClasses, type NinSpec } from '@nin/blocks';
import { adamW, biasAndBatchNorm, sgd, type AdamW, type Sgd } from '@nin/optimizers';
import type { Sequential } from '@tensorflow/tfjs-layers';
import { withOneByOneLayers } from '../options/one-by-one-layers';
import { specs } from '../options/specs';
import type { TrainingSettings } from './settings';

/**
 * The network of a training.
 *
 * The seed's 20 outputs are kept where they are enough, as the lecture has them; every other network gets as many
 * outputs as there are classes.
 */
export function networkSpec(
  { spec: name, mlpLayers }: Pick<TrainingSettings, 'spec' | 'mlpLayers'>,
  classes: number,
): NinSpec {
  const spec = withOneByOneLayers(specs[name], mlpLayers);
  return name === 'seed' && classes <= 20 ? spec : withClasses(spec, classes);
}

/** A fresh model, its weights drawn by the seed. */
export function buildModel(spec: NinSpec, seed: number): Sequential {
  return nin(spec, { seed });
}

/** The optimizer of a training. Neither biases nor batch normalization decay, but in the lecture's, which is Keras's default. */
export function buildOptimizer(settings: TrainingSettings): AdamW | Sgd {
  const { optimizer, learningRate, weightDecay, spec } = settings;
  const exclude = spec === 'seed' ? undefined : biasAndBatchNorm;
  return optimizer === 'adamw'
    ? adamW({ learningRate, weightDecay, exclude })
    : sgd({ learningRate, momentum: 0.9, nesterov: true, weightDecay, exclude });
}
