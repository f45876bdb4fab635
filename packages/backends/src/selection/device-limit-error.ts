/** A tensor is larger than the device allows. Nothing was computed or lost: a smaller batch may do. */
export class DeviceLimitError extends Error {
  override readonly name = 'DeviceLimitError';

  /**
   * @param backend the tfjs backend. @param shape of the tensor. @param bytes it takes. @param limit bytes the device
   * allows one tensor.
   */
  constructor(
    readonly backend: 'webgpu' | 'webgl',
    readonly shape: readonly number[],
    readonly bytes: number,
    readonly limit: number,
  ) {
    const size = (count: number) => `${(count / 2 ** 20).toFixed(count < 2 ** 30 ? 1 : 0)} MiB`;
    super(
      `${backend}: a tensor must have at most ${size(limit)} on this device, got shape [${shape.join(', ')}] of ` +
        `${size(bytes)}; a smaller batch may do`,
    );
  }
}
