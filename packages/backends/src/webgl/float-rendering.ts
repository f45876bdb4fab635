import { env } from '@tensorflow/tfjs-core';

/**
 * Why the WebGL of this browser cannot train, or undefined if it can. Call it when the backend has started.
 *
 * Half-float textures, all that some phones render, hold 11 bits of a weight: most steps of an optimizer are smaller than
 * what that rounds off.
 */
export function whyNoTraining(): string | undefined {
  const flags = env();
  if (flags.getNumber('WEBGL_VERSION') < 2) return 'this browser has WebGL 1 only';
  if (!flags.getBool('WEBGL_RENDER_FLOAT32_CAPABLE'))
    return 'its WebGL renders no 32-bit floats, only 16-bit ones';
  if (!flags.getBool('WEBGL_RENDER_FLOAT32_ENABLED'))
    return '32-bit floats are switched off (WEBGL_FORCE_F16_TEXTURES)';
  return undefined;
}
