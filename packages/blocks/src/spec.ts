import type { BlockKind, Fields } from './define-block';
import type { builtinKinds } from './kinds/builtin-kinds';
import type { ninKind } from './kinds/nin';

/** Pooling after a block. */
export interface PoolSpec {
  kind: 'max' | 'average';
  /** Side of the square window. Positive integer up to 1,000,000. */
  size: number;
  /** Step of the window. Positive integer up to 1,000,000. Default `size`. */
  strides?: number | undefined;
  /** `'same'` gives ⌈size / strides⌉; padded places never enter a maximum or an average. Default `'valid'`: no padding. */
  padding?: 'same' | 'valid' | undefined;
}

/** What a block of any kind may have behind it. */
export interface BlockEnd {
  /** Default: no pooling. */
  pool?: PoolSpec | undefined;
  /** Share of numbers set to zero in training, in [0, 1). Default 0, which is no dropout layer at all. */
  dropout?: number | undefined;
}

/** A block of a kind, as a spec has it: the name of the kind, its fields, then pooling and dropout. */
export type BlockOf<Kind extends BlockKind> =
  Kind extends BlockKind<infer Name, infer Entries>
    ? string extends Name
      ? AnyBlock
      : (Name extends 'nin' ? { kind?: Name | undefined } : { kind: Name }) & Fields<Entries> & BlockEnd
    : never;

/** The kinds of block of this package. */
export type BuiltinKind = (typeof builtinKinds)[number];

/** A block of one of the kinds of this package. Without a `kind` it is of kind `nin`. */
export type BlockSpec = BlockOf<BuiltinKind>;

/** A block of kind `nin`, which a block without a `kind` is. */
export type NinBlock = BlockOf<typeof ninKind>;

/** A block of any kind. */
export type AnyBlock = { kind?: string | undefined } & BlockEnd;

/**
 * A Network in Network as data: JSON in, JSON out. Spread it and change it.
 *
 * The channels that the last block gives are the classes.
 *
 * @typeParam Block the blocks it may have. Default: those of this package's kinds; `BlockOf<typeof myKind>` for others.
 */
export interface NinSpec<Block = BlockSpec> {
  /** `[height, width, channels]` of one image. Positive integers up to 1,000,000. */
  inputShape: readonly number[];
  /** At least one. TensorFlow.js limits the depth of a model: blocks may have up to 2,500 layers in all. */
  blocks: readonly Block[];
  /** Global average pooling: the mean of each channel's map is that class's logit. There is no other head. */
  head: 'globalAverage';
}

/** A spec whose blocks may be of any kind. */
export type AnySpec = NinSpec<AnyBlock>;
