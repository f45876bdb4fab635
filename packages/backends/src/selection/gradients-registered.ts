import { getGradient, type GradConfig } from '@tensorflow/tfjs-core';

/** Why nothing can train, if tfjs has no gradients: they are registered by tfjs-layers, not by tfjs-core. */
export function whyNoGradients(): string | undefined {
  if (getGradient('Conv2D') as GradConfig | undefined) return undefined;
  return "no gradients are registered, as tfjs-core alone registers none: import '@tensorflow/tfjs-layers' first";
}
