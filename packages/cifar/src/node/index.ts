export type { CifarSplits } from '../assembly';
export { resolveCacheDirectory } from './cache-directory';
export {
  CifarCacheError,
  CifarFormatError,
  CifarIntegrityError,
  CifarUnavailableError,
} from '../cifar-errors';
export type { CifarProgress, OnProgress } from '../progress';
export { loadCifar10, type LoadCifar10Options } from './load-cifar10';
export { loadCifar100, type LoadCifar100Options } from './load-cifar100';
export type { LoadOptions } from './load-options';
