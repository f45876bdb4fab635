/**
 * Throws an Error unless a backend of TensorFlow.js runs, or can be started at once.
 *
 * Without it the first tensor says "No backend found in registry", or that "the highest priority backend" is not
 * initialized, and not what to do.
 *
 * @param where The name of the function that needs tensors.
 * @param engine What `engine()` of tfjs-core gives: reading its `backend` starts the best one that is registered.
 */
export function requireBackend(where: string, engine: { readonly backend: unknown }): void {
  try {
    if (engine.backend) return;
  } catch (error) {
    throw noBackend(where, error);
  }
  throw noBackend(where);
}

function noBackend(where: string, cause?: unknown): Error {
  return new Error(
    `${where}: a tfjs backend must run first: await selectBackend() of @nin/backends, or import a package such as @tensorflow/tfjs-backend-wasm and await tf.setBackend('wasm')`,
    { cause },
  );
}
