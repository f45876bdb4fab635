import { printable } from '@nin/checks';

/** What was wrong, in one line that is safe to print: names of files and answers of servers in it are not ours. */
abstract class CifarError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(printable(message), options);
  }
}

/** Bytes that are not what the format asks for: a wrong length, a label out of range, something that is not an archive, or unpacks to too much. */
export class CifarFormatError extends CifarError {
  override readonly name = 'CifarFormatError';
}

/** Bytes whose checksum is not the published one: a flipped byte, a wrong file. */
export class CifarIntegrityError extends CifarError {
  override readonly name = 'CifarIntegrityError';
}

/** No source had the data. The message names each source and its reason, on one line. */
export class CifarUnavailableError extends CifarError {
  override readonly name = 'CifarUnavailableError';

  constructor(
    message: string,
    /** Why each source failed, in the order tried. */
    readonly reasons: readonly Error[] = [],
  ) {
    super(message);
  }
}

/** The cache directory cannot be used: full, read-only, not a directory. The message says which setting moves it. */
export class CifarCacheError extends CifarError {
  override readonly name = 'CifarCacheError';

  constructor(
    message: string,
    /** The system's error code, such as `ENOSPC` or `EROFS`. */
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
