import { env } from '@tensorflow/tfjs-core';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';

/** The flag of tfjs that says how many textures a program may write to at once. */
const flag = 'NIN_WEBGL_MAX_RESULTS';

/** How many textures a program may write to at once: four at least in WebGL2, eight with most drivers. */
export function resultLimit(backend: MathBackendWebGL): number {
  const flags = env();
  if (!(flag in flags.getFlags())) {
    const gl = backend.gpgpu.gl as WebGL2RenderingContext;
    const limit = gl.getParameter(gl.MAX_DRAW_BUFFERS) as number;
    flags.registerFlag(flag, () => limit);
    flags.getNumber(flag);
  }
  return flags.getNumber(flag);
}
