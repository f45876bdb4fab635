/** A field of a form, as a JSON Schema describes it. */
export interface FormField {
  /** Where its value is: `filters`, `pool.size`, `optimizer.learningRate`. */
  path: string;
  /**
   * `list`: whole numbers with commas between. `rows`: objects of numbers, typed as `0.3 × 0.2; 0.6 × 0.2`. `json`: a value without a
   * special control, typed as JSON.
   */
  control: 'number' | 'choice' | 'switch' | 'list' | 'rows' | 'text' | 'json';
  /** What can be chosen. */
  choices?: readonly string[];
  /** Range of a number, or of each number of a list. */
  least?: number;
  most?: number;
  /** Whether a number must be an integer. */
  isWhole?: boolean;
  /** Most numbers of a list. */
  longest?: number;
  /** Whether a list of one may be written as that number. */
  canBeAlone?: boolean;
  /** The names of the numbers in each row. */
  columns?: readonly string[];
  /** What holds where the field is left out, as far as the schema says. */
  standard?: unknown;
  isRequired: boolean;
  /** Description of the field, in English. */
  about: string;
}

/** The choice that leaves an object out, in the field that holds its kind. */
export const noObject = 'none';

/** The parts of a JSON Schema that describe what a field may hold. */
export interface FieldSchema {
  type?: string;
  const?: unknown;
  enum?: string[];
  anyOf?: FieldSchema[];
  items?: FieldSchema;
  properties?: Record<string, FieldSchema>;
  required?: string[];
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  maxItems?: number;
  default?: unknown;
  title?: string;
  description?: string;
}

/**
 * Returns the fields of an object. Those of objects inside it are fields of the same form.
 *
 * @param kindAt called with the path of an object that is of one of several kinds; returns its kind. Default: the first.
 */
export function fieldsOf(
  { properties = {}, required = [] }: FieldSchema,
  { prefix = '', kindAt = () => undefined }: { prefix?: string; kindAt?: (path: string) => unknown } = {},
): FormField[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const path = prefix + name;
    const isRequired = required.includes(name);
    const inside = { prefix: `${path}.`, kindAt };
    const kinds = schema.anyOf?.every((kind) => kind.properties?.kind) ? schema.anyOf : undefined;
    if (kinds) {
      const chosen = kinds.find(({ title }) => title === kindAt(path)) ?? kinds[0];
      const choices = kinds.map(({ title = '' }) => title);
      const kind: FormField = {
        path: `${path}.kind`,
        control: 'choice',
        choices,
        isRequired: true,
        about: '',
      };
      return [kind, ...fieldsOf(chosen, inside).filter((field) => field.path !== kind.path)];
    }
    if (schema.const !== undefined) return [];
    const objectKinds = schema.properties?.kind?.enum;
    // An object that is there by default, or is of some kind, is taken apart; others are typed as JSON.
    const isApart = schema.properties && (objectKinds !== undefined || schema.default !== undefined);
    if (!isApart) return [fieldOf(path, schema, isRequired)];
    const optionalKinds = isRequired ? undefined : objectKinds;
    return fieldsOf(schema, inside).map((field) =>
      field.path === `${path}.kind` && optionalKinds
        ? { ...field, choices: [noObject, ...optionalKinds], standard: noObject, isRequired }
        : field,
    );
  });
}

function fieldOf(path: string, schema: FieldSchema, isRequired: boolean): FormField {
  const { default: standard, description: about = '' } = schema;
  return { path, ...controlOf(schema), standard, isRequired, about };
}

function controlOf(schema: FieldSchema): Pick<FormField, 'control'> & Partial<FormField> {
  const { type, minimum, exclusiveMinimum, maximum, items, maxItems, anyOf = [] } = schema;
  if (schema.enum) return { control: 'choice', choices: schema.enum };
  if (type === 'boolean') return { control: 'switch' };
  if (type === 'string') return { control: 'text' };
  if (type === 'number' || type === 'integer') {
    const least = minimum ?? exclusiveMinimum;
    return { control: 'number', least, most: maximum, isWhole: type === 'integer' };
  }
  if (type === 'array' && items?.type === 'integer') {
    return { control: 'list', least: items.minimum, most: items.maximum, longest: maxItems };
  }
  if (type === 'array' && items?.properties) {
    const columns = Object.keys(items.properties);
    if (Object.values(items.properties).every((column) => column.type === 'number'))
      return { control: 'rows', columns };
  }
  const forms = anyOf.map(controlOf);
  const list = forms.find(({ control }) => control === 'list');
  if (list && forms.every(({ control }) => control === 'list' || control === 'number'))
    return { ...list, canBeAlone: true };
  // An object instead of the choice or the switch stays as it is until something else is chosen.
  return forms.find(({ control }) => control === 'switch' || control === 'choice') ?? { control: 'json' };
}
