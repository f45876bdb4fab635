import { requireFunction, requireOptions, requireString, shown, type OptionNames } from '@nin/checks';
import type { layers } from '@tensorflow/tfjs-layers';
import type * as v from 'valibot';
import type { LayerGraph } from './graph/layer-graph';

/** What a block is built with, besides its fields. */
export interface BlockContext {
  /** `[height, width, channels]` of the map that comes in. */
  inputShape: readonly [height: number, width: number, channels: number];
  /** Returns the name of one of the block's layers: `block1/conv` for `conv`. */
  name: (part: string) => string;
  /** Returns the seed of the block's weight number `index`, from 0. In a model without a seed, another one every time. */
  seed: (index: number) => number;
}

/** A problem that fields have together, though each by itself follows its rule. */
export interface FieldProblem {
  /** The field that breaks the rule. */
  field: string;
  /** Completes "must be" in a message: `an array with one entry for each of mlpLayers`. */
  rule: string;
}

/** Shapes around one use of a layer, without the batch dimension. */
export interface LayerUse {
  /** Of what the layer gets, one for each input. */
  inputs: readonly (readonly number[])[];
  /** Of what the layer gives. */
  outputs: readonly (readonly number[])[];
  /** Of all weights of the layer. */
  weights: readonly (readonly number[])[];
}

/** What a kind of block is made of. See {@link defineBlock}. */
export interface BlockDefinition<Kind extends string, Entries extends v.ObjectEntries> {
  /** The name of the kind in specs: lowercase letters, digits and hyphens. */
  kind: Kind;
  /** What the block does, in one line, for tables and forms. */
  description: string;
  /**
   * A schema of valibot for each field: its type, default, range and description. `kind`, `pool` and `dropout` are fields of
   * every block and cannot be used.
   */
  fields: Entries;
  /** Returns the layers of a block, not built, and how they are connected. Called often, also where no backend runs. */
  build(options: Options<Entries>, context: BlockContext): LayerGraph;
  /** Returns a problem that the fields have together, or undefined. Default: there are no such problems. */
  check?(options: Options<Entries>): FieldProblem | undefined;
  /**
   * Returns the fields to change for a block that gives `outputs` channels, such as the classes. Default: by the fields
   * `filters` and `mlpFilters`, as in the kind `nin`.
   */
  withOutputs?(options: Options<Entries>, outputs: number): Partial<Fields<Entries>>;
  /**
   * Returns the fields to change for a block `factor` times as wide. With `keepOutputs`, the channels that the block gives do
   * not change. Default: by the fields `filters` and `mlpFilters`, as in the kind `nin`.
   */
  withWidth?(options: Options<Entries>, factor: number, keepOutputs: boolean): Partial<Fields<Entries>>;
  /**
   * Returns the fields to change for another number of 1×1 convolutions, with as many channels given as before. Default: by
   * the fields `filters`, `mlpFilters` and `mlpLayers`, as in the kind `nin`.
   */
  withMlpLayers?(options: Options<Entries>, mlpLayers: number): Partial<Fields<Entries>>;
  /**
   * Returns the multiply-accumulates of a layer class of the kind's own for one image, or undefined for other layers. Default:
   * those of TensorFlow.js' layers are known; others are reported as unknown.
   */
  macs?(layer: layers.Layer, use: LayerUse): number | undefined;
  /** Words for parts of the block in drawings, by the name that `context.name` got: `{ squeeze: 'squeeze' }`. */
  labels?: Readonly<Record<string, string>>;
}

/** The fields of a kind as a spec gives them: those with a default may be left out. */
export type Fields<Entries extends v.ObjectEntries> = v.InferInput<v.StrictObjectSchema<Entries, undefined>>;

/** The fields of a kind with defaults filled in. */
export type Options<Entries extends v.ObjectEntries> = v.InferOutput<
  v.StrictObjectSchema<Entries, undefined>
>;

/** A kind of block: a value that whoever builds networks passes on. */
export type BlockKind<
  Kind extends string = string,
  Entries extends v.ObjectEntries = v.ObjectEntries,
> = Readonly<BlockDefinition<Kind, Entries>>;

const parts: OptionNames<BlockDefinition<string, v.ObjectEntries>> = {
  kind: true,
  description: true,
  fields: true,
  build: true,
  check: true,
  withOutputs: true,
  withWidth: true,
  withMlpLayers: true,
  macs: true,
  labels: true,
};

const methods = ['build', 'check', 'withOutputs', 'withWidth', 'withMlpLayers', 'macs'] as const;

/** Fields that a block of any kind has. */
const reserved = ['kind', 'pool', 'dropout'];

/**
 * Defines a kind of block: all that is known of the kind, in one value. Pass it in `kinds` to the functions that take specs.
 *
 * `testBlockKind` of `@nin/blocks/testing` checks that a kind keeps what every kind promises.
 *
 * @throws TypeError if a part is missing, unknown or of the wrong type; RangeError if `kind` has other letters, or a field has a
 *   reserved name.
 */
export function defineBlock<const Kind extends string, const Entries extends v.ObjectEntries>(
  definition: BlockDefinition<Kind, Entries>,
): BlockKind<Kind, Entries> {
  requireOptions('defineBlock: definition', definition, parts);
  const { kind, description, fields, labels } = definition;
  requireString('defineBlock: kind', kind);
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(kind)) {
    throw new RangeError(
      `defineBlock: kind must be lowercase letters and digits with hyphens between, such as 'residual-nin', got ${shown(kind)}`,
    );
  }
  const where = `defineBlock: ${kind}`;
  requireString(`${where}: description`, description);
  requireFields(where, fields);
  for (const name of methods) {
    const { [name]: method }: Record<string, unknown> = { ...definition };
    if (method !== undefined || name === 'build') requireFunction(`${where}: ${name}`, method);
  }
  if (labels !== undefined) {
    requireRecord(`${where}: labels`, labels);
    for (const [part, label] of Object.entries(labels)) requireString(`${where}: labels.${part}`, label);
  }
  return Object.freeze({ ...definition });
}

function requireFields(where: string, fields: unknown): void {
  requireRecord(`${where}: fields`, fields);
  for (const [name, schema] of Object.entries(fields)) {
    if (reserved.includes(name)) {
      throw new RangeError(`${where}: fields must not have ${name}, which every block has`);
    }
    const { kind, async } = (schema ?? {}) as { kind?: unknown; async?: unknown };
    if (kind !== 'schema') {
      throw new TypeError(`${where}: fields.${name} must be a schema of valibot, got ${shown(schema)}`);
    }
    // Its value would be there only after the block is built.
    if (async !== false) {
      throw new TypeError(
        `${where}: fields.${name} must be a schema of valibot that is not async, got ${shown(schema)}`,
      );
    }
  }
}

function requireRecord(where: string, value: unknown): asserts value is Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  throw new TypeError(`${where} must be an object, got ${shown(value)}`);
}
