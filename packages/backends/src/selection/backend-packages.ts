/**
 * Loads the packages of tfjs's backends, each only when its backend is tried. All of them are optional.
 *
 * Each `import` has a literal name, so that bundlers find an installed package, and is inside a `try`, which makes bundlers
 * treat the package as optional.
 */

/** Loads tfjs's WebGPU backend. */
export async function loadWebgpu(): Promise<typeof import('@tensorflow/tfjs-backend-webgpu')> {
  try {
    return await import('@tensorflow/tfjs-backend-webgpu');
  } catch (error) {
    throw packageMissing('@tensorflow/tfjs-backend-webgpu', error);
  }
}

/** Loads tfjs's WebGL backend. */
export async function loadWebgl(): Promise<typeof import('@tensorflow/tfjs-backend-webgl')> {
  try {
    return await import('@tensorflow/tfjs-backend-webgl');
  } catch (error) {
    throw packageMissing('@tensorflow/tfjs-backend-webgl', error);
  }
}

/** Loads tfjs's WebAssembly backend. */
export async function loadWasm(): Promise<typeof import('@tensorflow/tfjs-backend-wasm')> {
  try {
    return await import('@tensorflow/tfjs-backend-wasm');
  } catch (error) {
    throw packageMissing('@tensorflow/tfjs-backend-wasm', error);
  }
}

/** Loads tfjs's plain JavaScript backend. */
export async function loadCpu(): Promise<typeof import('@tensorflow/tfjs-backend-cpu')> {
  try {
    return await import('@tensorflow/tfjs-backend-cpu');
  } catch (error) {
    throw packageMissing('@tensorflow/tfjs-backend-cpu', error);
  }
}

/** Returns an error with the install command of a package that cannot be loaded. */
export function packageMissing(packageName: string, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
  return new Error(`${packageName} cannot be loaded (npm i ${packageName}): ${reason}`, { cause });
}
