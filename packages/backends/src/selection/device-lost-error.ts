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
