import { serialization } from '@tensorflow/tfjs-core';
import { AdamW } from './adam-w';
import { Sgd } from './sgd';

/**
 * Registers both optimizers with tfjs, so that `loadLayersModel` can load models saved with them.
 *
 * `adamW()` and `sgd()` register their own class. Call this in a program that loads a model before calling either.
 */
export function registerOptimizers(): void {
  serialization.registerClass(AdamW);
  serialization.registerClass(Sgd);
}
