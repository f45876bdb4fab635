import { builtinKinds, type BlockKind } from '@nin/blocks';
import { experimentJsonSchema } from '@nin/recipes';
import { fieldsOf, type FieldSchema, type FormField } from '../form/form-field';

/** The form of a kind of block. */
export interface BlockForm {
  kind: string;
  /** What a block of this kind does, in English. */
  about: string;
  fields: readonly FormField[];
}

/** The forms of kinds of block, by the names of the kinds. */
export function blockForms(kinds: readonly BlockKind[]): ReadonlyMap<string, BlockForm> {
  const { network } = (experimentJsonSchema({ kinds }) as FieldSchema).properties ?? {};
  const schemas = network?.properties?.blocks?.items?.anyOf ?? [];
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
      const fields = fieldsOf(schema).filter(({ path }) => path !== 'kind');
      return [kind, { kind, about, fields: [{ ...kindField, about }, ...fields] }];
    }),
  );
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
