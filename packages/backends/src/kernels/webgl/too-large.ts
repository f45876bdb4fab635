import { env } from '@tensorflow/tfjs-core';

/** Refuses what no texture of this GPU holds. */
export function tooLarge(what: string): never {
  const limit = env().getNumber('WEBGL_MAX_TEXTURE_SIZE');
  throw new Error(
    `webgl: this ${what} needs a texture larger than ${limit}×${limit}, the most this GPU has; ` +
      'take a smaller batch or fewer channels',
  );
}
