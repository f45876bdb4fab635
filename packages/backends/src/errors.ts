/** A GPU cannot hold something in one piece that the computation needs. Nothing is lost: a smaller batch may do. */
export class DeviceLimitError extends Error {
  override readonly name = 'DeviceLimitError';

  /** @param backend the tfjs backend. @param problem what must have which size at most, and what was needed. */
  constructor(
    readonly backend: 'webgpu' | 'webgl',
    problem: string,
  ) {
    super(`${backend}: ${problem}`);
  }
}

/**
 * A GPU was lost: the driver reset it, the browser took it away, or it ran out of memory.
 *
 * All tensors on it are gone, so the computation that threw this has no result. Start the backend anew with
 * `selectBackend` and go on from a checkpoint.
 */
export class DeviceLostError extends Error {
  override readonly name = 'DeviceLostError';

  /** @param backend the tfjs backend that lost it. @param reason what the driver or browser said. */
  constructor(
    readonly backend: 'webgpu' | 'webgl',
    readonly reason: string,
  ) {
    super(`${backend} lost its device (${reason}); what was on it is gone: call selectBackend again`);
  }
}

/**
 * Thrown when the memory of the wasm backend cannot hold what a computation asks for.
 *
 * Nothing is lost: every tensor is as it was, and the backend works on with less, such as a smaller batch, or once tensors
 * have been disposed of.
 */
export class OutOfMemoryError extends RangeError {
  override readonly name = 'OutOfMemoryError';

  /**
   * @param requested bytes that were asked for; undefined where a kernel of tfjs needed them for itself.
   * @param inUse bytes that tensors hold.
   * @param limit bytes there are in all. @param full whether WebAssembly has no more, rather than this system.
   */
  constructor(
    readonly requested: number | undefined,
    readonly inUse: number,
    readonly limit: number,
    full: boolean,
  ) {
    const need =
      requested === undefined
        ? 'what a kernel of tfjs needs for itself does'
        : `${shownBytes(requested)} more do`;
    super(
      `wasm: memory is used up: ${need} not fit beside the ${shownBytes(inUse)} that tensors hold ` +
        `(${full ? 'WebAssembly has' : 'this system gives WebAssembly'} ${shownBytes(limit)} in all); ` +
        'take a smaller batch, or dispose of tensors that are no longer needed (tf.tidy, tf.dispose)',
    );
  }
}

/** A number of bytes in MiB, with digits enough that it is not 0. */
function shownBytes(count: number): string {
  const mebibytes = count / 2 ** 20;
  const digits = mebibytes >= 10 || mebibytes === 0 ? 0 : Math.min(6, 1 - Math.floor(Math.log10(mebibytes)));
  return `${mebibytes.toFixed(digits)} MiB`;
}

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
