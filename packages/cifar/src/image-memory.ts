/**
 * Gives what `make` allocates for a number of images.
 *
 * @throws RangeError that names the argument, where an engine would say "Invalid typed array length" or "allocation failed".
 */
export function imageMemory<T>(where: string, images: number, bytes: number, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw new RangeError(
      `${where} must be a number of images that memory holds, got ${images} (${Math.ceil(bytes / 1e9).toLocaleString('en-US')} GB)`,
      { cause: error },
    );
  }
}
