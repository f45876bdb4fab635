import { didYouMean, printable, printableLines, shown } from '@nin/checks';
import * as v from 'valibot';

/** A broken rule in a spec, as data for forms, commands and translations. */
export interface Problem {
  /** Path in the spec: `['blocks', 1, 'filters']`. Empty for the spec itself. */
  path: readonly (string | number)[];
  /** Rule, which completes "must be": `a positive integer`, `one of`, `a known field` … Does not depend on the value. */
  rule: string;
  /**
   * Upper limit of a number, choices of `one of`, names for `a known field`, or height and width of the map that a window must
   * fit.
   */
  limit?: number | readonly (string | number)[] | undefined;
  /** Given value. For an unknown field, its name. */
  value: unknown;
  /** Message in one line: `block 2: filters must be a positive integer, got 0`. */
  message: string;
  /** Whether the value has the wrong type, which is thrown as a TypeError. */
  isWrongType: boolean;
}

type Path = readonly (string | number)[];

/** How messages name a path. */
type NameOf = (path: Path) => string;

const unknownRule = 'a known field';

/**
 * Returns the problems of `value` by `schema`, whose messages are rules such as `a positive integer`. Empty if it is valid.
 *
 * @param path the path of the value, which the paths of the problems begin with. Default `[]`.
 * @param nameOf how messages name a path. Default: as those of specs do, `block 2: filters`.
 */
export function problemsOf(
  schema: v.GenericSchema,
  value: unknown,
  path: Path = [],
  nameOf: NameOf = placeOf,
): Problem[] {
  const { issues = [] } = v.safeParse(schema, value, { abortPipeEarly: true });
  const problems = issues.map((issue) => problemOf(deepest(issue), schema, path, nameOf));
  // A misspelled field comes before the field that is missing because of it.
  const isUnknown = ({ rule }: Problem) => rule === unknownRule;
  return [...problems.filter(isUnknown), ...problems.filter((one) => !isUnknown(one))];
}

/** Returns the issue of the closest option of a union. */
function deepest(issue: v.BaseIssue<unknown>): v.BaseIssue<unknown> {
  if (issue.type !== 'union') return issue;
  const inner = issue.issues?.find(({ path, type }) => path !== undefined && type !== 'union');
  return inner
    ? { ...inner, path: [...(issue.path ?? []), ...(inner.path ?? [])] as typeof issue.path }
    : issue;
}

function problemOf(
  issue: v.BaseIssue<unknown>,
  schema: v.GenericSchema,
  base: Path,
  nameOf: NameOf,
): Problem {
  const keys = (issue.path ?? []).map(({ key }) => key as string | number);
  const path = [...base, ...keys];
  if (issue.expected === 'never') {
    const names = Object.keys(schemaAt(schema, keys.slice(0, -1))?.entries ?? {});
    return unknownField(path, names, nameOf);
  }
  const entry = schemaAt(schema, keys);
  if (issue.type === 'strict_object' && keys.length > 0 && issue.received === 'undefined' && entry) {
    // A missing field breaks the rule of the field itself.
    const [missing] = problemsOf(entry, undefined, path, nameOf);
    if (missing) return missing;
  }
  const rule = issue.message.startsWith('Invalid ') ? (issue.expected ?? issue.message) : issue.message;
  const upperEnd = issue.type === 'max_value' ? Number(issue.requirement) : undefined;
  const limit = issue.type === 'picklist' ? (entry?.options as readonly string[]) : upperEnd;
  const isWrongType = ['strict_object', 'array', 'boolean', 'union'].includes(issue.type);
  return problem(path, rule, issue.input, { limit, isWrongType, nameOf });
}

/** Returns a problem with its message. */
export function problem(
  path: Path,
  rule: string,
  value: unknown,
  {
    limit,
    isWrongType = false,
    nameOf = placeOf,
  }: { limit?: Problem['limit']; isWrongType?: boolean; nameOf?: NameOf } = {},
): Problem {
  const end = typeof limit === 'number' ? ` up to ${limit.toLocaleString('en-US')}` : '';
  const choices = Array.isArray(limit) ? ` ${limit.map(shown).join(', ')}` : '';
  const hint = Array.isArray(limit) ? didYouMean(value, limit as string[], shown) : '';
  const message = `${nameOf(path)} must be ${rule}${end}${choices}, got ${shown(value)}${hint}`;
  return { path, rule, limit, value, message, isWrongType };
}

/**
 * Returns the problem of a block, at `path` of its spec, whose kind throws: for a bad combination of fields, or because
 * TensorFlow.js cannot create a layer.
 */
export function thrownProblem(path: Path, error: unknown): Problem {
  const reason = printableLines(error instanceof Error ? error.message : shown(error));
  const place = placeOf(path);
  return {
    path,
    rule: 'a block that can be built',
    value: undefined,
    message: reason.startsWith(`${place}: `) ? reason : `${place}: ${reason}`,
    isWrongType: error instanceof TypeError,
  };
}

function unknownField(path: Path, names: readonly string[], nameOf: NameOf): Problem {
  const name = String(path.at(-1));
  const message = `${nameOf(path.slice(0, -1))} must have only the fields ${names.join(', ')}, got ${printable(name)}${didYouMean(name, names)}`;
  return { path, rule: unknownRule, limit: names, value: name, message, isWrongType: true };
}

/** Returns a path as text: the block, counted from 1, and the field in it. */
export function placeOf([first, second, ...rest]: Path): string {
  if (first === undefined) return 'spec';
  const inBlock = first === 'blocks' && typeof second === 'number';
  const keys = inBlock ? rest : [first, ...(second === undefined ? [] : [second]), ...rest];
  const field = keys
    .map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i > 0 ? '.' : ''}${printable(key)}`))
    .join('');
  if (!inBlock) return field;
  return field === '' ? `block ${second + 1}` : `block ${second + 1}: ${field}`;
}

/** Parts of schemas of several types. */
interface AnySchema {
  entries?: Readonly<Record<string, AnySchema>>;
  item?: AnySchema;
  /** Names of a picklist, or options of a union. */
  options?: readonly (string | AnySchema)[];
  wrapped?: AnySchema;
}

/** Returns the schema at a path, or undefined if it is unknown, as inside some unions. */
function schemaAt(schema: v.GenericSchema, path: Path): (v.GenericSchema & AnySchema) | undefined {
  let at: AnySchema | undefined = schema as AnySchema;
  for (const key of path) {
    const { entries, item } = unwrapped(at);
    at = typeof key === 'number' ? item : entries?.[key];
    if (!at) return undefined;
  }
  return unwrapped(at) as v.GenericSchema & AnySchema;
}

function unwrapped(schema: AnySchema): AnySchema {
  if (schema.wrapped) return unwrapped(schema.wrapped);
  // For a union, the option that has entries or items.
  const forms = schema.options?.filter((form) => typeof form === 'object') ?? [];
  return forms.map(unwrapped).find(({ entries, item }) => entries ?? item) ?? schema;
}
