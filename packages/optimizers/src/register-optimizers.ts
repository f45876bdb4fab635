import { serialization } from '@tensorflow/tfjs-core';
import { AdamW } from './adam-w';
import { Sgd } from './sgd';

/**
 * Makes `loadLayersModel` know our optimizers, for a model that was saved with its optimizer.
 *
 * Each factory does so for its own. Call this where none has been called yet: in a program that only loads.
 */
export function registerOptimizers(): void {
  serialization.registerClass(AdamW);
  serialization.registerClass(Sgd);
}
