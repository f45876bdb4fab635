import { shown } from '@nin/checks';
import { fieldProblems, problemError } from '../check-spec';
import type { BlockKind, Fields } from '../define-block';
import { ninKind } from '../kinds/nin';
import { deepFreeze } from '../specs/deep-freeze';
import type { AnyBlock, AnySpec, BlockEnd } from '../spec';

/** Fields of a block without its `kind`, or the block with its input shape. */
export type BlockSample<Kind extends BlockKind = BlockKind> =
  SampleBlock<Kind> | { block: SampleBlock<Kind>; inputShape?: readonly number[] | undefined };

type SampleBlock<Kind extends BlockKind> =
  Kind extends BlockKind<string, infer Entries>
    ? string extends keyof Entries
      ? Readonly<Record<string, unknown>>
      : Fields<Entries> & BlockEnd
    : never;

/** A sample of the tested kind, as a network of one block. */
export interface Subject {
  /** Prefix of messages: the kind and the sample. */
  where: string;
  kind: BlockKind;
  /** The kind, and `nin` for the other blocks of networks. */
  kinds: readonly BlockKind[];
  block: AnyBlock & Readonly<Record<string, unknown>>;
  inputShape: readonly number[];
  /** Frozen. */
  spec: AnySpec;
}

/** Not square, to detect swapped height and width. */
const usualInputShape = [8, 7, 3];

/**
 * Returns the samples as networks of one block.
 *
 * @throws RangeError or TypeError if a sample has an invalid field.
 */
export function subjectsOf(kind: BlockKind, samples: readonly unknown[]): Subject[] {
  const kinds = kind.kind === ninKind.kind ? [kind] : [kind, ninKind];
  return samples.map((sample, i) => {
    const { fields, inputShape } = partsOf(kind, sample, i);
    const block = { ...fields, kind: kind.kind };
    const given = { inputShape, blocks: [block], head: 'globalAverage' } as const;
    // A copy, because freezing must not affect the caller.
    const spec: AnySpec = deepFreeze(structuredClone(given));
    const [problem] = fieldProblems(spec, kinds);
    if (problem) throw problemError(`testBlockKind: samples[${i}] of ${kind.kind}`, problem);
    const where = `block kind ${kind.kind}, sample ${JSON.stringify(fields)}`;
    return { where, kind, kinds, block, inputShape, spec };
  });
}

function partsOf(
  kind: BlockKind,
  sample: unknown,
  index: number,
): { fields: Record<string, unknown>; inputShape: readonly number[] } {
  const where = `testBlockKind: samples[${index}]`;
  requireRecord(where, sample);
  const { block, inputShape = usualInputShape, ...rest } = sample;
  if (block === undefined || 'block' in kind.fields) {
    return { fields: withoutKind(sample), inputShape: usualInputShape };
  }
  requireRecord(`${where}.block`, block);
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) {
    throw new TypeError(`${where} must have only the fields block, inputShape, got ${shown(unknown)}`);
  }
  return { fields: withoutKind(block), inputShape: inputShape as readonly number[] };
}

function withoutKind({ kind: _, ...fields }: Record<string, unknown>): Record<string, unknown> {
  return fields;
}

function requireRecord(where: string, value: unknown): asserts value is Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  throw new TypeError(`${where} must be an object with the fields of a block, got ${shown(value)}`);
}

/** Returns the same network without dropout after the block, so that its loss is deterministic. */
export function withoutDropout({ spec }: Subject): AnySpec {
  return { ...spec, blocks: spec.blocks.map((block) => ({ ...block, dropout: 0 })) };
}

/** Returns the error of a failed check. */
export function broken({ where }: Subject, what: string, cause?: unknown): Error {
  return new Error(`${where}: ${what}`, cause === undefined ? undefined : { cause });
}

/** Returns the message of an error. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : shown(error);
}
