import type { BlockKind, Fields } from './define-block';
import type { builtinKinds } from './kinds/builtin-kinds';
import type { ninKind } from './kinds/nin';

/** Pooling after a block. */
export interface PoolSpec {
  kind: 'max' | 'average';
  /** Side of the square window. Positive integer up to 1,000,000. */
  size: number;
  /** Stride of the window. Positive integer up to 1,000,000. Default `size`. */
  strides?: number | undefined;
  /** `'same'` outputs ⌈size / strides⌉; padding is never part of a maximum or an average. Default `'valid'`: no padding. */
  padding?: 'same' | 'valid' | undefined;
}

/** Fields of every kind for pooling and dropout after the block. */
export interface BlockEnd {
  /** Default: no pooling. */
  pool?: PoolSpec | undefined;
  /** Fraction of values set to zero in training, in [0, 1). Default 0: no dropout layer. */
  dropout?: number | undefined;
}

/** A block of a kind in a spec: the name of the kind, its fields, then pooling and dropout. */
export type BlockOf<Kind extends BlockKind> =
  Kind extends BlockKind<infer Name, infer Entries>
    ? string extends Name
      ? AnyBlock
      : (Name extends 'nin' ? { kind?: Name | undefined } : { kind: Name }) & Fields<Entries> & BlockEnd
    : never;

/** Kinds of block in this package. */
export type BuiltinKind = (typeof builtinKinds)[number];

/** A block of a kind in this package. Default of `kind`: `nin`. */
export type BlockSpec = BlockOf<BuiltinKind>;

/** A block of kind `nin`, the default. */
export type NinBlock = BlockOf<typeof ninKind>;

/** A block of any kind. */
export type AnyBlock = { kind?: string | undefined } & BlockEnd;

/**
 * A Network in Network as plain JSON data. Spread it to change it.
 *
 * The output channels of the last block are the classes.
 *
 * @typeParam Block type of the blocks. Default: blocks of the kinds in this package; `BlockOf<typeof myKind>` for others.
 */
export interface NinSpec<Block = BlockSpec> {
  /** `[height, width, channels]` of one image. Positive integers up to 1,000,000. */
  inputShape: readonly number[];
  /** At least one block. Blocks may have up to 2,500 layers in total, because TensorFlow.js limits the depth of a model. */
  blocks: readonly Block[];
  /** Global average pooling: the mean of each channel is the logit of a class. The only head. */
  head: 'globalAverage';
}

/** A spec whose blocks may be of any kind. */
export type AnySpec = NinSpec<AnyBlock>;
