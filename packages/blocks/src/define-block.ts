import { requireFunction, requireOptions, requireString, shown, type OptionNames } from '@nin/checks';
import type { layers } from '@tensorflow/tfjs-layers';
import type * as v from 'valibot';
import type { LayerGraph } from './graph/layer-graph';

/** Arguments of `build` besides the fields of the block. */
export interface BlockContext {
  /** `[height, width, channels]` of the input map. */
  inputShape: readonly [height: number, width: number, channels: number];
  /** Returns the name of a layer of the block: `block1/conv` for `conv`. */
  name: (part: string) => string;
  /** Returns the seed for the weight `index` of the block, from 0. Different each time in a model without a seed. */
  seed: (index: number) => number;
}

/** A problem of several fields together, each of which is valid by itself. */
export interface FieldProblem {
  /** The field that breaks the rule. */
  field: string;
  /** Completes "must be" in a message: `an array with one entry for each of mlpLayers`. */
  rule: string;
}

/** Shapes of one use of a layer, without the batch dimension. */
export interface LayerUse {
  /** One shape per input. */
  inputs: readonly (readonly number[])[];
  /** One shape per output. */
  outputs: readonly (readonly number[])[];
  /** One shape per weight. */
  weights: readonly (readonly number[])[];
}

/** Definition of a kind of block. See {@link defineBlock}. */
export interface BlockDefinition<Kind extends string, Entries extends v.ObjectEntries> {
  /** Name of the kind in specs: lowercase letters, digits and hyphens. */
  kind: Kind;
  /** One line about the block, for tables and forms. */
  description: string;
  /**
   * A valibot schema per field, with its type, default, range and description. `kind`, `pool` and `dropout` are reserved: every
   * block has them.
   */
  fields: Entries;
  /** Returns the unbuilt layers of a block and their connections. Called often, also without a running backend. */
  build(options: Options<Entries>, context: BlockContext): LayerGraph;
  /** Returns a problem of several fields together, or undefined. Default: no such problems. */
  check?(options: Options<Entries>): FieldProblem | undefined;
  /**
   * Returns the fields to change for a block with `outputs` output channels, such as the classes. Default: changes the fields
   * `filters` and `mlpFilters`, as in the kind `nin`.
   */
  withOutputs?(options: Options<Entries>, outputs: number): Partial<Fields<Entries>>;
  /**
   * Returns the fields to change for a block `factor` times as wide. With `keepOutputs`, the output channels do not change.
   * Default: changes the fields `filters` and `mlpFilters`, as in the kind `nin`.
   */
  withWidth?(options: Options<Entries>, factor: number, keepOutputs: boolean): Partial<Fields<Entries>>;
  /**
   * Returns the fields to change for another number of 1×1 convolutions with the same output channels. Default: changes the
   * fields `filters`, `mlpFilters` and `mlpLayers`, as in the kind `nin`.
   */
  withMlpLayers?(options: Options<Entries>, mlpLayers: number): Partial<Fields<Entries>>;
  /**
   * Returns the multiply-accumulates per image of a custom layer class of the kind, or undefined for other layers. Default: the
   * MACs of the layers of TensorFlow.js are known; those of other classes are reported as unknown.
   */
  macs?(layer: layers.Layer, use: LayerUse): number | undefined;
  /** Labels of parts of the block in diagrams, by the name passed to `context.name`: `{ squeeze: 'squeeze' }`. */
  labels?: Readonly<Record<string, string>>;
}

/** Fields of a kind in a spec. Fields with a default are optional. */
export type Fields<Entries extends v.ObjectEntries> = v.InferInput<v.StrictObjectSchema<Entries, undefined>>;

/** Fields of a kind with defaults filled in. */
export type Options<Entries extends v.ObjectEntries> = v.InferOutput<
  v.StrictObjectSchema<Entries, undefined>
>;

/** A kind of block: a value to pass in `kinds`. */
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

/** Fields of blocks of every kind. */
const reserved = ['kind', 'pool', 'dropout'];

/**
 * Defines a kind of block as one value. Pass it in `kinds` to the functions that take specs.
 *
 * `testBlockKind` of `@nin/blocks/testing` tests a kind against the rules for all kinds.
 *
 * @throws TypeError if a part is missing, unknown or of the wrong type; RangeError if `kind` has other characters, or a field has
 *   a reserved name.
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
    // Fields are parsed synchronously.
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
