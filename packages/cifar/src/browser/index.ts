export type { CifarSplits } from '../assembly';
export { CifarFormatError, CifarIntegrityError, CifarUnavailableError } from '../cifar-errors';
export type { CifarProgress, OnProgress } from '../progress';
export { loadCifar10 } from './load-cifar10';
export { loadCifar100 } from './load-cifar100';
export type { LoadOptions } from './load-dataset';
export type { BrowserSource } from './source-files';
