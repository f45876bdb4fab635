export type { Augmentation } from './augmentation';
export { batches, type BatchesOptions, type Batch } from './batches';
export { decodeBinary, encodeBinary, type BinaryFormat } from './binary-format';
export {
  channelStatistics,
  cifar100Statistics,
  cifar10Statistics,
  type ChannelStatistics,
  type Rgb,
} from './channel-statistics';
export {
  CifarCacheError,
  CifarFormatError,
  CifarIntegrityError,
  CifarUnavailableError,
} from './cifar-errors';
export { cifar100ClassNames, cifar100CoarseNames, cifar10ClassNames } from './class-names';
export type { LabeledImages } from './labeled-images';
export type { Normalization } from './normalization';
export { split, type SplitOptions } from './split';
export { synthetic, type SyntheticOptions } from './synthetic';
export { take } from './take';
