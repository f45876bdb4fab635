/**
 * Thrown when a computation needs a larger buffer or texture than the GPU allows. No tensor is lost: use a smaller
 * batch.
 */
export class DeviceLimitError extends Error {
  override readonly name = 'DeviceLimitError';

  /** @param backend the tfjs backend. @param problem the limit and the size that was needed. */
  constructor(
    readonly backend: 'webgpu' | 'webgl',
    problem: string,
  ) {
    super(`${backend}: ${problem}`);
  }
}

/**
 * Thrown when a GPU device is lost: the driver reset it, the browser revoked it, or it ran out of memory.
 *
 * All tensors on the device are gone, so the computation that threw this error has no result. Restart the backend with
 * `selectBackend` and resume from a checkpoint.
 */
export class DeviceLostError extends Error {
  override readonly name = 'DeviceLostError';

  /** @param backend the tfjs backend that lost its device. @param reason the message of the driver or browser. */
  constructor(
    readonly backend: 'webgpu' | 'webgl',
    readonly reason: string,
  ) {
    super(`${backend} lost its device (${reason}) and all tensors on it; call selectBackend again`);
  }
}

/**
 * Thrown when the wasm backend runs out of memory.
 *
 * No tensor is lost or changed. The backend keeps working with smaller allocations, such as a smaller batch, and after
 * tensors are disposed of.
 */
export class OutOfMemoryError extends RangeError {
  override readonly name = 'OutOfMemoryError';

  /**
   * @param requested bytes requested; undefined where a stock kernel allocated its own scratch memory.
   * @param inUse bytes in use by tensors.
   * @param limit total bytes available. @param full whether WebAssembly sets that limit, rather than this system.
   */
  constructor(
    readonly requested: number | undefined,
    readonly inUse: number,
    readonly limit: number,
    full: boolean,
  ) {
    const need =
      requested === undefined
        ? 'the scratch memory of a tfjs kernel does'
        : `another ${shownBytes(requested)} does`;
    super(
      `wasm: out of memory: ${need} not fit beside ${shownBytes(inUse)} of tensors ` +
        `(${full ? 'WebAssembly' : 'this system'} allows ${shownBytes(limit)} in total); ` +
        'use a smaller batch, or dispose of unused tensors (tf.tidy, tf.dispose)',
    );
  }
}

/** Formats bytes in MiB, with enough digits not to show 0. */
function shownBytes(count: number): string {
  const mebibytes = count / 2 ** 20;
  const digits = mebibytes >= 10 || mebibytes === 0 ? 0 : Math.min(6, 1 - Math.floor(Math.log10(mebibytes)));
  return `${mebibytes.toFixed(digits)} MiB`;
}

/**
 * Thrown by a wasm kernel when one of its threads ended or stopped responding, so that the result is incomplete.
 *
 * Every later kernel throws this error too, until `selectBackend('wasm')` has started new threads. Existing tensors are
 * unchanged.
 */
export class ThreadFailureError extends Error {
  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      `a thread of the wasm kernels failed (${reason}); call selectBackend('wasm') to start new threads`,
      {
        cause,
      },
    );
    this.name = 'ThreadFailureError';
  }
}
