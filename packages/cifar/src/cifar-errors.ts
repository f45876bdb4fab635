import { printable } from '@nin/checks';

/** Base class. The message is one line that is safe to print, though it may quote file names and responses of servers. */
abstract class CifarError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(printable(message), options);
  }
}

/** Thrown for bytes not in the format: a wrong length, a label out of range, or an archive that is invalid or unpacks to too much. */
export class CifarFormatError extends CifarError {
  override readonly name = 'CifarFormatError';
}

/** Thrown for bytes whose checksum is not the published one: a flipped byte, a wrong file. */
export class CifarIntegrityError extends CifarError {
  override readonly name = 'CifarIntegrityError';
}

/** Thrown when no source has the data. The message names each source and why it failed, on one line. */
export class CifarUnavailableError extends CifarError {
  override readonly name = 'CifarUnavailableError';

  constructor(
    message: string,
    /** The error of each source, in the order tried. */
    readonly reasons: readonly Error[] = [],
  ) {
    super(message);
  }
}

/** Thrown when the cache directory is full, read-only or not a directory. The message names the setting that moves it. */
export class CifarCacheError extends CifarError {
  override readonly name = 'CifarCacheError';

  constructor(
    message: string,
    /** Error code of the system, such as `ENOSPC` or `EROFS`. */
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
