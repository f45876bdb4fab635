import { isPromise, requireOptions, shown, type OptionNames } from '@nin/checks';
import * as v from 'valibot';
import type { BlockKind, FieldProblem } from './define-block';
import { fraction, object, oneOf, positiveInteger } from './fields/fields';
import { builtinKinds } from './kinds/builtin-kinds';
import { limits } from './limits';
import { problem, problemsOf, thrownProblem, type Problem } from './problem';
import type { AnyBlock, AnySpec } from './spec';

/** Options of all functions that take a spec. */
export interface KindOptions<Kind extends BlockKind = BlockKind> {
  /** Kinds of block that the spec may use. Default: `builtinKinds`. */
  kinds?: readonly Kind[] | undefined;
}

/** Names of {@link KindOptions}, for functions without other options. */
export const kindOptions: OptionNames<KindOptions> = { kinds: true };

const windowSide = positiveInteger(limits.side);

/** Fields of every kind for pooling and dropout after the block. */
export const blockEnd = {
  pool: v.optional(
    object({
      kind: v.pipe(oneOf(['max', 'average']), v.description('Maximum or average of each window.')),
      size: v.pipe(windowSide, v.description('Side of the square window.')),
      strides: v.optional(v.pipe(windowSide, v.description('Stride of the window. Default: size.'))),
      padding: v.pipe(
        v.optional(oneOf(['same', 'valid']), 'valid'),
        v.description(
          "'same' outputs ⌈size / strides⌉, 'valid' does not pad. Padding is never part of a maximum or an average.",
        ),
      ),
    }),
  ),
  dropout: v.pipe(
    v.optional(fraction(), 0),
    v.description('Fraction of values set to zero in training. 0: no dropout layer.'),
  ),
};

const shapeRule = '[height, width, channels] in positive integers';

/** Schema of a spec without its blocks. */
export const specSchema = object({
  inputShape: v.pipe(
    v.array(v.unknown(), shapeRule),
    v.check((sizes) => sizes.length === 3 && sizes.every(isSize), shapeRule),
    v.check(
      (sizes) => sizes.every((size) => Number(size) <= limits.side),
      `${shapeRule} up to ${limits.side.toLocaleString('en-US')}`,
    ),
  ),
  blocks: v.pipe(v.array(v.unknown(), 'an array'), v.minLength(1, 'an array of at least one block')),
  head: oneOf(['globalAverage']),
});

function isSize(size: unknown): boolean {
  return Number.isSafeInteger(size) && Number(size) > 0;
}

/** A checked block with its defaults filled in. */
export interface CompleteBlock {
  kind: BlockKind;
  /** The fields of the kind. */
  options: Record<string, unknown>;
  pool: v.InferOutput<typeof blockEnd.pool>;
  dropout: number;
}

/** Returns the kinds in the options of a function, after checking each. */
export function kindsOf(where: string, kinds: unknown = builtinKinds): readonly BlockKind[] {
  if (!Array.isArray(kinds)) throw new TypeError(`${where}: kinds must be an array, got ${shown(kinds)}`);
  const names = new Set<string>();
  for (const kind of kinds as readonly unknown[]) {
    const { kind: name, build, fields } = (kind ?? {}) as Partial<BlockKind>;
    if (typeof name !== 'string' || typeof build !== 'function' || typeof (fields ?? 0) !== 'object') {
      throw new TypeError(`${where}: kinds must be what defineBlock returns, got ${shown(kind)}`);
    }
    if (names.has(name))
      throw new RangeError(`${where}: kinds must have different names, got ${shown(name)} twice`);
    names.add(name);
  }
  return kinds as readonly BlockKind[];
}

/** Default kind of a block. */
const defaultKind = 'nin';

/** Returns the name of the kind of a block. */
export function kindNameOf(block: unknown): unknown {
  return (block as { kind?: unknown } | null | undefined)?.kind ?? defaultKind;
}

/** Returns the kind of a block, or undefined if it is not in `kinds`. */
export function kindOf(block: unknown, kinds: readonly BlockKind[]): BlockKind | undefined {
  const name = kindNameOf(block);
  return kinds.find(({ kind }) => kind === name);
}

/** Returns the schema of a block of a kind, with the fields that every block has. */
export function blockSchema(kind: BlockKind) {
  const name = v.literal(kind.kind);
  return object({
    kind: kind.kind === defaultKind ? v.optional(name, defaultKind) : name,
    ...kind.fields,
    ...blockEnd,
  });
}

/** Returns the problems of the fields of a spec. Empty if they are valid. */
export function fieldProblems(spec: unknown, kinds: readonly BlockKind[]): Problem[] {
  const problems = problemsOf(specSchema, spec, []);
  const { blocks } = (spec ?? {}) as { blocks?: unknown };
  if (!Array.isArray(blocks)) return problems;
  return [
    ...problems,
    ...Array.from(blocks).flatMap((block: unknown, i) => blockProblems(block, ['blocks', i], kinds)),
  ];
}

/** Returns the problems of the fields of a block at `path` of its spec. Empty if they are valid. */
export function blockProblems(block: unknown, path: Problem['path'], kinds: readonly BlockKind[]): Problem[] {
  const kind = kindOf(block, kinds);
  if (!kind) {
    const names = kinds.map((one) => one.kind);
    return [problem([...path, 'kind'], 'one of', kindNameOf(block), { limit: names })];
  }
  try {
    const problems = problemsOf(blockSchema(kind), block, path);
    if (problems.length > 0) return problems;
    const together = kind.check && jointProblem(kind, completeBlock(block as AnyBlock, kinds).options);
    if (!together) return [];
    const { field, rule } = together;
    return [problem([...path, field], rule, (block as Record<string, unknown>)[field])];
  } catch (error) {
    return [thrownProblem(path, error)];
  }
}

/** Returns the result of `check` of a kind, after checking it: the kind may come from another package. */
function jointProblem(kind: BlockKind, options: CompleteBlock['options']): FieldProblem | undefined {
  const together: unknown = kind.check?.(options);
  if (together === undefined) return undefined;
  const { field, rule } = (together ?? {}) as Partial<FieldProblem>;
  if (typeof field === 'string' && typeof rule === 'string') return { field, rule };
  throw new TypeError(
    `check of kind ${shown(kind.kind)} must return { field, rule } or undefined, got ${shown(together)}`,
  );
}

/** Fills in the defaults of a checked block. */
export function completeBlock(block: AnyBlock, kinds: readonly BlockKind[]): CompleteBlock {
  const kind = kindOf(block, kinds);
  if (!kind) throw new Error(`completeBlock: ${shown(kindNameOf(block))} was not checked`);
  const complete = v.parse(blockSchema(kind), block);
  const { pool, dropout } = complete;
  const own = Object.keys(kind.fields).map((name) => [name, (complete as Record<string, unknown>)[name]]);
  return { kind, options: Object.fromEntries(own) as Record<string, unknown>, pool, dropout };
}

/**
 * Throws unless the fields of `spec` follow their rules. Messages begin with `where`.
 *
 * @throws TypeError if a field is unknown, or `spec` is not a spec; RangeError if a field is out of range.
 */
export function requireSpec(
  where: string,
  spec: unknown,
  kinds: readonly BlockKind[],
): asserts spec is AnySpec {
  if (hasPredict(spec)) {
    throw new TypeError(
      `${where}: spec must be a NinSpec, got a model: pass the spec of the model (layerShapes and profile also accept models)`,
    );
  }
  if (typeof spec !== 'object' || spec === null || isPromise(spec)) {
    throw new TypeError(`${where}: spec must be a NinSpec, such as tinySpec, got ${shown(spec)}`);
  }
  const [first] = fieldProblems(spec, kinds);
  if (first) throw problemError(where, first);
}

/** Returns the error for a problem. */
export function problemError(where: string, { message, isWrongType }: Problem): Error {
  return new (isWrongType ? TypeError : RangeError)(`${where}: ${message}`);
}

/** Returns the kinds in options that have no other field. */
export function onlyKinds(where: string, options: KindOptions): readonly BlockKind[] {
  requireOptions(`${where}: options`, options, kindOptions);
  return kindsOf(where, options.kinds);
}

/** Returns whether `value` is a model, of any class or copy of TensorFlow.js. */
export function hasPredict(value: unknown): boolean {
  return typeof (value as { predict?: unknown } | null | undefined)?.predict === 'function';
}
