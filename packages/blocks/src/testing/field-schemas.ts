import type { BlockKind } from '../define-block';
import { specJsonSchema } from '../fields/json-schema';

/** Parts of the JSON Schema of a field. */
export interface FieldSchema {
  type?: string;
  description?: string;
  anyOf?: readonly FieldSchema[];
  enum?: readonly unknown[];
  const?: unknown;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  items?: FieldSchema;
  minItems?: number;
  maxItems?: number;
  properties?: Readonly<Record<string, FieldSchema>>;
  required?: readonly string[];
}

/** Returns the schemas of the fields of a kind, by name. */
export function fieldSchemas(kind: BlockKind): Record<string, FieldSchema> {
  const { properties = {} } = blockSchemaOf(kind);
  return Object.fromEntries(Object.keys(kind.fields).map((name) => [name, properties[name] ?? {}]));
}

/** Returns the names of the required fields of a kind. */
export function requiredFields(kind: BlockKind): readonly string[] {
  return (blockSchemaOf(kind).required ?? []).filter((name) => name in kind.fields);
}

function blockSchemaOf(kind: BlockKind): FieldSchema {
  const spec = specJsonSchema({ kinds: [kind] }) as FieldSchema;
  return spec.properties?.blocks?.items?.anyOf?.[0] ?? {};
}

/** Returns other values of a field by its JSON Schema, close values first. Further rules of the kind may forbid them. */
export function otherValues(schema: FieldSchema, value: unknown): unknown[] {
  const candidates = candidatesOf(schema, value);
  return candidates.filter((candidate) => JSON.stringify(candidate) !== JSON.stringify(value));
}

function candidatesOf(schema: FieldSchema, value: unknown): unknown[] {
  if (schema.anyOf) return schema.anyOf.flatMap((form) => candidatesOf(form, value));
  if (schema.enum) return [...schema.enum];
  switch (schema.type) {
    case 'boolean':
      return [true, false];
    case 'integer': {
      const least = schema.minimum ?? 1;
      return typeof value === 'number'
        ? [value + 1, value - 1, value * 2, least]
        : [least, least + 1, least + 2];
    }
    case 'number': {
      const [least, most] = rangeOf(schema);
      const middle = least + Math.min(most - least, 1) / 2;
      return typeof value === 'number' ? [middle, (value + middle) / 2, least] : [middle, least];
    }
    case 'array':
      return arrayCandidates(schema, value);
    case 'object':
      return objectCandidates(schema, value);
    default:
      return [];
  }
}

function rangeOf({ minimum, exclusiveMinimum, maximum, exclusiveMaximum }: FieldSchema): [number, number] {
  const least = minimum ?? exclusiveMinimum ?? 0;
  return [least, maximum ?? exclusiveMaximum ?? least + 1];
}

function arrayCandidates({ items = {}, minItems = 1 }: FieldSchema, value: unknown): unknown[] {
  const [first, second] = candidatesOf(items, undefined);
  const filled = (item: unknown) => Array.from({ length: Math.max(1, minItems) }, () => item);
  if (!Array.isArray(value)) return [filled(first), filled(second)];
  const list = value as unknown[];
  const changed = list.flatMap((item, i) => otherValues(items, item).map((other) => list.with(i, other)));
  return [...changed, [...list, list.at(-1) ?? first]];
}

function objectCandidates({ properties = {}, required = [] }: FieldSchema, value: unknown): unknown[] {
  const isObject = typeof value === 'object' && value !== null;
  const base: Record<string, unknown> = isObject
    ? { ...value }
    : Object.fromEntries(required.map((name) => [name, candidatesOf(properties[name] ?? {}, undefined)[0]]));
  const changed = Object.entries(properties).flatMap(([name, schema]) =>
    otherValues(schema, base[name]).map((other) => ({ ...base, [name]: other })),
  );
  return [base, ...changed];
}

/** Values of every type, including common invalid numbers. */
const wrongValues: readonly unknown[] = [null, 'nonsense', -1, 0.5, true, [], {}, [null], { nonsense: 1 }];

/** Returns invalid values of a field by its schema: wrong types, and values just out of range. */
export function badValues(schema: FieldSchema): unknown[] {
  return [...wrongValues, ...pastEnds(schema)].filter((value) => !accepts(schema, value));
}

function pastEnds(schema: FieldSchema): unknown[] {
  if (schema.anyOf) return schema.anyOf.flatMap(pastEnds);
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, items, maxItems = Infinity } = schema;
  const inItems = items ? badValues(items).map((bad) => [bad]) : [];
  const [item] = candidatesOf(items ?? {}, undefined);
  const tooLong =
    maxItems < 1000 && item !== undefined ? [Array.from({ length: maxItems + 1 }, () => item)] : [];
  const inProperties = Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    badValues(property).map((bad) => ({ [name]: bad })),
  );
  const numbers = [
    ...(minimum === undefined ? [] : [minimum - 1]),
    ...(maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? [] : [maximum + 1]),
    ...(exclusiveMinimum === undefined ? [] : [exclusiveMinimum]),
    ...(exclusiveMaximum === undefined ? [] : [exclusiveMaximum]),
  ];
  return [...numbers, ...inItems, ...tooLong, ...inProperties];
}

/** Returns whether a value is valid by the schema. */
function accepts(schema: FieldSchema, value: unknown): boolean {
  if (schema.anyOf) return schema.anyOf.some((form) => accepts(form, value));
  if (schema.enum) return schema.enum.includes(value);
  if ('const' in schema) return schema.const === value;
  switch (schema.type) {
    case 'boolean':
    case 'string':
      return typeof value === schema.type;
    case 'null':
      return value === null;
    case 'integer':
      return Number.isInteger(value) && inRange(schema, Number(value));
    case 'number':
      return typeof value === 'number' && inRange(schema, value);
    case 'array': {
      const { items = {}, minItems = 0, maxItems = Infinity } = schema;
      return (
        Array.isArray(value) &&
        value.length >= minItems &&
        value.length <= maxItems &&
        value.every((item) => accepts(items, item))
      );
    }
    case 'object': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
      const { properties, required = [] } = schema;
      if (!properties) return true;
      const entries = Object.entries(value);
      return (
        required.every((name) => name in value) &&
        entries.every(([name, part]) => name in properties && accepts(properties[name] ?? {}, part))
      );
    }
    default:
      // A schema without a type: no value is known to be invalid.
      return true;
  }
}

function inRange(schema: FieldSchema, value: number): boolean {
  const { minimum = -Infinity, maximum = Infinity } = schema;
  const { exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity } = schema;
  return value >= minimum && value <= maximum && value > exclusiveMinimum && value < exclusiveMaximum;
}
