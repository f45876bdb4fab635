/**
 * Throws an Error unless a backend of TensorFlow.js is running, or can be started synchronously.
 *
 * The error of tfjs itself, "No backend found in registry" or "the highest priority backend" is not initialized, does not name
 * a remedy.
 *
 * @param where public function that needs tensors.
 * @param engine result of `engine()` of tfjs-core. Reading its `backend` starts the best one that is registered.
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
