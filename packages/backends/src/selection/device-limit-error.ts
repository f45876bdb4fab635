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
