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
  /** The kinds of block that the spec may have. Default: `builtinKinds`. */
  kinds?: readonly Kind[] | undefined;
}

/** The names of {@link KindOptions}, for functions that have no options beside them. */
export const kindOptions: OptionNames<KindOptions> = { kinds: true };

const windowSide = positiveInteger(limits.side);

/** What a block of any kind has behind it. */
export const blockEnd = {
  pool: v.optional(
    object({
      kind: v.pipe(oneOf(['max', 'average']), v.description('What is taken of each window.')),
      size: v.pipe(windowSide, v.description('Side of the square window.')),
      strides: v.optional(v.pipe(windowSide, v.description('Step of the window. Default: its size.'))),
      padding: v.pipe(
        v.optional(oneOf(['same', 'valid']), 'valid'),
        v.description(
          "'same' gives ⌈size / strides⌉, 'valid' does not pad. Padded places never enter a maximum or an average.",
        ),
      ),
    }),
  ),
  dropout: v.pipe(
    v.optional(fraction(), 0),
    v.description('Share of numbers set to zero in training. 0: there is no dropout layer.'),
  ),
};

const shapeRule = '[height, width, channels] in positive integers';

/** The schema of a spec, but for its blocks. */
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

/** A block whose fields are right, completed by their defaults. */
export interface CompleteBlock {
  kind: BlockKind;
  /** The fields of the kind. */
  options: Record<string, unknown>;
  pool: v.InferOutput<typeof blockEnd.pool>;
  dropout: number;
}

/** Returns the kinds that a function's options give, after a check of each. */
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

/** The kind of a block that names none, as in specs from before there were kinds. */
const defaultKind = 'nin';

/** Returns the name of a block's kind. */
export function kindNameOf(block: unknown): unknown {
  return (block as { kind?: unknown } | null | undefined)?.kind ?? defaultKind;
}

/** Returns the kind of a block; undefined if it is not among `kinds`. */
export function kindOf(block: unknown, kinds: readonly BlockKind[]): BlockKind | undefined {
  const name = kindNameOf(block);
  return kinds.find(({ kind }) => kind === name);
}

/** Returns the schema of a whole block of a kind. */
export function blockSchema(kind: BlockKind) {
  const name = v.literal(kind.kind);
  return object({
    kind: kind.kind === defaultKind ? v.optional(name, defaultKind) : name,
    ...kind.fields,
    ...blockEnd,
  });
}

/** Returns what is wrong with the fields of a spec, each by itself and within its block. Empty: nothing. */
export function fieldProblems(spec: unknown, kinds: readonly BlockKind[]): Problem[] {
  const problems = problemsOf(specSchema, spec, []);
  const { blocks } = (spec ?? {}) as { blocks?: unknown };
  if (!Array.isArray(blocks)) return problems;
  return [
    ...problems,
    ...Array.from(blocks).flatMap((block: unknown, i) => blockProblems(block, ['blocks', i], kinds)),
  ];
}

/** Returns what is wrong with the fields of a block, which is at `path` of its spec. Empty: nothing. */
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

/** Returns what `check` of a kind gives, which is of another package and may be anything. */
function jointProblem(kind: BlockKind, options: CompleteBlock['options']): FieldProblem | undefined {
  const together: unknown = kind.check?.(options);
  if (together === undefined) return undefined;
  const { field, rule } = (together ?? {}) as Partial<FieldProblem>;
  if (typeof field === 'string' && typeof rule === 'string') return { field, rule };
  throw new TypeError(
    `check of kind ${shown(kind.kind)} must return { field, rule } or undefined, got ${shown(together)}`,
  );
}

/** Completes a block, whose fields have been checked. */
export function completeBlock(block: AnyBlock, kinds: readonly BlockKind[]): CompleteBlock {
  const kind = kindOf(block, kinds);
  if (!kind) throw new Error(`completeBlock: ${shown(kindNameOf(block))} was not checked`);
  const complete = v.parse(blockSchema(kind), block);
  const { pool, dropout } = complete;
  const own = Object.keys(kind.fields).map((name) => [name, (complete as Record<string, unknown>)[name]]);
  return { kind, options: Object.fromEntries(own) as Record<string, unknown>, pool, dropout };
}

/**
 * Throws unless the fields of `spec` follow their rules. `where` begins the messages.
 *
 * @throws TypeError if a field is unknown, or the spec is something else; RangeError if a field is out of its range.
 */
export function requireSpec(
  where: string,
  spec: unknown,
  kinds: readonly BlockKind[],
): asserts spec is AnySpec {
  if (hasPredict(spec)) {
    throw new TypeError(
      `${where}: spec must be a NinSpec, got a model: give the spec that the model was made of (layerShapes and profile also take models)`,
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

/** Returns the kinds of a function's options, whose only field they are. */
export function onlyKinds(where: string, options: KindOptions): readonly BlockKind[] {
  requireOptions(`${where}: options`, options, kindOptions);
  return kindsOf(where, options.kinds);
}

/** Models of every kind and copy of TensorFlow.js. */
export function hasPredict(value: unknown): boolean {
  return typeof (value as { predict?: unknown } | null | undefined)?.predict === 'function';
}
