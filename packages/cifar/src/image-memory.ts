/**
 * Returns what `make` allocates for a number of images.
 *
 * @throws RangeError that names the argument, where an engine would only report "Invalid typed array length".
 */
export function imageMemory<T>(where: string, images: number, bytes: number, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw new RangeError(
      `${where} must be a number of images that fits in memory, got ${images} (${Math.ceil(bytes / 1e9).toLocaleString('en-US')} GB)`,
      { cause: error },
    );
  }
}
