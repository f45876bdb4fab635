import { getGradient, type GradConfig } from '@tensorflow/tfjs-core';

/**
 * Returns why no gradient can be computed; undefined if gradients are registered. tfjs-layers registers them, not
 * tfjs-core.
 */
export function whyNoGradients(): string | undefined {
  if (getGradient('Conv2D') as GradConfig | undefined) return undefined;
  return "no gradients are registered, because tfjs-core alone does not register any: import '@tensorflow/tfjs-layers' first";
}
