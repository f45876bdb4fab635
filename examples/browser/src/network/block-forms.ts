import { builtinKinds, type BlockKind } from '@nin/blocks';
import { specJsonSchema } from '@nin/blocks/fields';

/** A field of a form, as the schema of a kind of block describes it. */
export interface FormField {
  /** Where it is in a block: `filters`, `pool.size`. */
  path: string;
  /** `list`: numbers with commas between. `json`: of a shape that has no control of its own, typed as JSON. */
  control: 'number' | 'choice' | 'switch' | 'list' | 'json';
  /** What can be chosen. */
  choices?: readonly string[];
  /** Of a number, or of each number of a list. */
  least?: number;
  most?: number;
  /** Of a number. */
  isWhole?: boolean;
  /** Most numbers of a list. */
  longest?: number;
  /** Whether a list of one may be written as that number. */
  canBeAlone?: boolean;
  /** What holds where the field is left out, as far as the schema says. */
  standard?: unknown;
  isRequired: boolean;
  /** What the field is, in English. */
  about: string;
}

/** The form of a kind of block. */
export interface BlockForm {
  kind: string;
  /** What a block of this kind does, in English. */
  about: string;
  fields: readonly FormField[];
}

/** The choice that leaves an object out, in the field that holds its kind. */
export const noObject = 'none';

/** The parts of a JSON Schema that say what a field may hold. */
interface FieldSchema {
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

/** The forms of kinds of block, by the names of the kinds. */
export function blockForms(kinds: readonly BlockKind[]): ReadonlyMap<string, BlockForm> {
  const { blocks } = (specJsonSchema({ kinds }) as FieldSchema).properties ?? {};
  const schemas = blocks?.items?.anyOf ?? [];
  const choices = kinds.map(({ kind }) => kind);
  const standard = schemas.map(({ properties }) => properties?.kind?.default).find((name) => name);
  const kindField: FormField = {
    path: 'kind',
    control: 'choice',
    choices,
    standard,
    isRequired: false,
    about: '',
  };
  return new Map(
    schemas.map((schema): [string, BlockForm] => {
      const { title: kind = '', description: about = '' } = schema;
      const fields = fieldsOf(schema, '').filter(({ path }) => path !== 'kind');
      return [kind, { kind, about, fields: [{ ...kindField, about }, ...fields] }];
    }),
  );
}

function fieldsOf({ properties = {}, required = [] }: FieldSchema, prefix: string): FormField[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const path = prefix + name;
    const isRequired = required.includes(name);
    const kinds = schema.properties?.kind?.enum;
    if (!kinds) return [fieldOf(path, schema, isRequired)];
    // An object whose kind can be chosen: its fields are fields of the form.
    return fieldsOf(schema, `${path}.`).map((field) =>
      field.path === `${path}.kind` && !isRequired
        ? { ...field, choices: [noObject, ...kinds], standard: noObject, isRequired }
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
  if (type === 'number' || type === 'integer') {
    const least = minimum ?? exclusiveMinimum;
    return { control: 'number', least, most: maximum, isWhole: type === 'integer' };
  }
  if (type === 'array' && items?.type === 'integer') {
    return { control: 'list', least: items.minimum, most: items.maximum, longest: maxItems };
  }
  const forms = anyOf.map(controlOf);
  const list = forms.find(({ control }) => control === 'list');
  if (list && forms.every(({ control }) => control === 'list' || control === 'number'))
    return { ...list, canBeAlone: true };
  // Settings of its own, where there are some, stay as they are while it is on.
  return forms.find(({ control }) => control === 'switch') ?? { control: 'json' };
}

const builtinForms = blockForms(builtinKinds);
const [firstForm] = builtinForms.values();

/** The form of a block; one that names no kind is of the kind that need not be named. */
export function formOf({ kind }: { kind?: unknown }): BlockForm {
  const name = kind ?? firstForm?.fields[0]?.standard;
  const form = builtinForms.get(String(name)) ?? firstForm;
  if (!form) throw new Error('the page is built without a kind of block');
  return form;
}
