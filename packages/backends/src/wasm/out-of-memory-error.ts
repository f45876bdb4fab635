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
