import { grouped } from '@nin/recipes';

/** A JSON Schema, as far as experiments use it. */
export interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema | JsonSchema[];
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  default?: unknown;
  description?: string;
}

/** A field of an experiment. */
export interface Setting {
  path: string;
  /** Type and range, in words. */
  type: string;
  default?: unknown;
  description: string;
  /** The kind that has the field, such as `optimizer.kind=sgd`; undefined for fields that are always there. */
  condition?: string;
}

/** Returns the fields that a JSON Schema of experiments describes, in its order. Fields of objects have their own paths. */
export function settingList(schema: JsonSchema, path = '', condition?: string): Setting[] {
  const kinds = (schema.anyOf ?? []).filter((one) => one.properties?.kind?.const !== undefined);
  if (kinds.length > 0) {
    return kinds.flatMap((one) =>
      settingList(one, path, `${path}.kind=${String(one.properties?.kind.const)}`),
    );
  }
  if (schema.properties) {
    return Object.entries(schema.properties).flatMap(([name, inner]) =>
      name === 'kind' && inner.const !== undefined
        ? []
        : settingList(inner, path === '' ? name : `${path}.${name}`, condition),
    );
  }
  const { items, default: standard, description = '' } = schema;
  if (items && !Array.isArray(items) && (items.anyOf ?? []).some((one) => one.properties))
    return settingList(items, `${path}.N`, condition);
  return [{ path, type: typeOf(schema), default: standard, description, condition }];
}

function typeOf(schema: JsonSchema): string {
  const { type, enum: choices, anyOf, items } = schema;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (choices) return choices.map(String).join(' | ');
  if (anyOf) return anyOf.map(typeOf).join(' | ');
  if (schema.properties) return `{ ${Object.keys(schema.properties).join(', ')} }`;
  if (type === 'array')
    return `[${[items ?? []].flat().map(typeOf).join(', ')}${Array.isArray(items) ? '' : ', …'}]`;
  if (type === 'boolean') return 'true | false';
  if (type === 'string') return 'text';
  return `${type ?? 'any'}${range(schema)}`;
}

function range({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema): string {
  const least =
    minimum === undefined
      ? exclusiveMinimum !== undefined && `above ${grouped(exclusiveMinimum)}`
      : `from ${grouped(minimum)}`;
  const most =
    maximum === undefined
      ? exclusiveMaximum !== undefined && `below ${grouped(exclusiveMaximum)}`
      : `up to ${grouped(maximum)}`;
  return [least, most]
    .filter(Boolean)
    .map((part) => ` ${String(part)}`)
    .join('');
}
