import type { NinSpec } from '@nin/blocks';
import { parseNumber, textOf, valueTyped } from '../form/field-text';
import type { FormField } from '../form/form-field';
import { type BlockForm, formOf } from './block-forms';
import { blockValues, valueOf, writtenValue, type Json } from './block-values';

/** A network as it is in the fields: what is typed, possible or not. */
export interface NetworkDraft {
  /** Height, width, channels. */
  input: readonly [string, string, string];
  blocks: readonly BlockDraft[];
}

/** A block as it is in its fields. */
export interface BlockDraft {
  /** Stays with the block when it moves, so that the fields keep their focus. */
  id: number;
  /** The block as it was. A field without typed text stays as it is written, or left out. */
  was: Json;
  /** What is typed, by the path of its field. What another kind of block has no field for is kept for a change back to the former kind. */
  typed: Readonly<Record<string, string | boolean>>;
}

let lastId = 0;

/** A name for a block that no other has. */
export function freshId(): number {
  return ++lastId;
}

/** The fields filled in with a network. */
export function draftOf({
  inputShape: [height = 0, width = 0, channels = 0],
  blocks,
}: NinSpec): NetworkDraft {
  return { input: [`${height}`, `${width}`, `${channels}`], blocks: blocks.map(blockDraftOf) };
}

/** The fields filled in with a block. */
export function blockDraftOf(block: object): BlockDraft {
  return { id: freshId(), was: block as Json, typed: {} };
}

/** The network that the fields describe. It may be impossible: `checkSpec` says why. */
export function specOf({ input, blocks }: NetworkDraft): NinSpec {
  return {
    inputShape: input.map(parseNumber),
    blocks: blocks.map(blockOf) as unknown as NinSpec['blocks'],
    head: 'globalAverage',
  };
}

/** The form of a block: that of the kind that is chosen. */
export function formOfDraft({ was, typed }: BlockDraft): BlockForm {
  return formOf({ kind: typed.kind ?? was.kind });
}

/** What is in a field: what is typed, or else what the block has. */
export function fieldText(draft: BlockDraft, field: FormField): string | boolean {
  return draft.typed[field.path] ?? textOf(field, valueOf(blockOf(draft), field));
}

/** What is in the field at a path; empty where the kind has no such field. */
export function textAt(draft: BlockDraft, path: string): string {
  const field = formOfDraft(draft).fields.find((one) => one.path === path);
  return field ? String(fieldText(draft, field)) : '';
}

/** Whether a field holds something else than it would if it were left out. */
export function differsFromDefault(draft: BlockDraft, field: FormField): boolean {
  return !isDefault(blockOf(draft), field);
}

function isDefault(block: Json, field: FormField): boolean {
  const value = writtenValue(block, field.path);
  return value === undefined || value === valueOf(withValueAt(block, field.path, undefined), field);
}

/** The block that its fields describe. */
export function blockOf(draft: BlockDraft): Json {
  const { was, typed } = draft;
  const { fields } = formOfDraft(draft);
  const names = new Set(fields.map(({ path }) => path.split('.')[0]));
  let block: Json = Object.fromEntries(Object.entries(was).filter(([name]) => names.has(name)));
  for (const field of fields) {
    const { path } = field;
    const [text, before] = [typed[path], writtenValue(was, path)];
    if (text === undefined || (before !== undefined && text === textOf(field, before))) continue;
    block = withValueAt(block, path, valueTyped(field, text, before));
  }
  // What equals the default stays left out where it was left out.
  for (const field of fields) {
    const { path } = field;
    if (typed[path] === undefined || writtenValue(was, path) !== undefined) continue;
    if (isDefault(block, field)) block = withValueAt(block, path, undefined);
  }
  return block;
}

/** A block with another value of a field; undefined takes the field away. */
function withValueAt(block: Json, path: string, value: unknown): Json {
  const [name = '', inner] = path.split('.');
  const { [name]: present, ...others } = block;
  if (inner === undefined) return value === undefined ? others : { ...block, [name]: value };
  if (inner === 'kind' ? value === undefined : present === undefined) return others;
  return { ...block, [name]: withValueAt((present ?? {}) as Json, inner, value) };
}

/** Whether two networks are the same, however their defaults are written. */
export function isSameNetwork(one: NinSpec, other: NinSpec): boolean {
  return written(one) === written(other);
}

function written({ inputShape, blocks }: NinSpec): string {
  return JSON.stringify([inputShape, blocks.map(blockValues)]);
}
