import { CifarCacheError } from '../cifar-errors';

const explanations: Record<string, string> = {
  ENOSPC: 'no space is left on its disk',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'its file system does not support files this large',
  EROFS: 'its file system is read-only',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'a part of the path is a file, not a directory',
  EEXIST: 'a file is in the way',
  EISDIR: 'a directory is where a file should be',
  ENOENT: 'it cannot be created',
  ENAMETOOLONG: 'its name is too long',
  EIO: 'its disk reports an error',
};

/** System calls of the network, which can fail with the same codes. */
const networkCalls = new Set(['connect', 'getaddrinfo', 'bind', 'shutdown']);

/** Returns the error to throw when using the cache directory failed, or undefined if `error` has another cause. */
export function asCacheError(error: unknown, directory: string): CifarCacheError | undefined {
  if (error instanceof CifarCacheError) return error;
  if (!(error instanceof Error)) return undefined;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined || networkCalls.has(syscall)) return undefined;
  const explanation = explanations[code];
  if (explanation === undefined) return undefined;
  return cacheError(directory, explanation, code, { cause: error });
}

/** Returns the error for a cache directory that cannot be used. */
export function cacheError(
  directory: string,
  explanation: string,
  code: string,
  options?: ErrorOptions,
): CifarCacheError {
  return new CifarCacheError(
    `cannot use the cache directory ${directory}: ${explanation} (${code}); set NIN_CACHE_DIR to another one`,
    code,
    options,
  );
}
