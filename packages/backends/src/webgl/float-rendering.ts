import { env } from '@tensorflow/tfjs-core';

/**
 * Returns why this browser's WebGL cannot train; undefined if it can. Call it after the backend has started.
 *
 * Half-float textures, the only ones that some phones can render to, keep 11 bits of a weight; most optimizer steps are
 * smaller than that rounding error.
 */
export function whyNoTraining(): string | undefined {
  const flags = env();
  if (flags.getNumber('WEBGL_VERSION') < 2) return 'this browser has only WebGL 1';
  if (!flags.getBool('WEBGL_RENDER_FLOAT32_CAPABLE'))
    return 'its WebGL cannot render 32-bit floats, only 16-bit floats';
  if (!flags.getBool('WEBGL_RENDER_FLOAT32_ENABLED'))
    return '32-bit floats are disabled (WEBGL_FORCE_F16_TEXTURES)';
  return undefined;
}
