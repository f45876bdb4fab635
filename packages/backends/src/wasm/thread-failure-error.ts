/**
 * Thrown by a kernel when a thread of the wasm kernels ended or stopped answering, so that its result is incomplete.
 *
 * Each later kernel throws it too, until `selectBackend('wasm')` has started new threads. Tensors that were there before
 * are as they were.
 */
export class ThreadFailureError extends Error {
  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`a thread of the wasm kernels failed (${reason}); selectBackend('wasm') starts new ones`, {
      cause,
    });
    this.name = 'ThreadFailureError';
  }
}
