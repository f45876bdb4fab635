import type { ComponentChildren } from 'preact';
import { editDraft, problemAt } from './draft-state';
import { withTyped } from './draft-edits';
import type { FormField } from './block-forms';
import { fieldText, textAt, type BlockDraft } from './network-draft';
import { networkText } from './network-text';
import { fieldId, pointed } from './pointed-field';
import { ProblemNote } from './problem-note';

/** A field of a block, with what it needs of the page. */
export interface FieldOfBlock {
  block: BlockDraft;
  /** Of the block, from 0. */
  index: number;
  field: FormField;
}

/** What an input needs to be found, and to be described by what is wrong with it. */
interface InputAttributes {
  id: string;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
}

/** A field of a block by its kind of control, with its label and the problem that is in it. */
export function TypedField({ block, index, field }: FieldOfBlock) {
  const words = networkText();
  const { path, about } = field;
  const id = fieldId(index, path);
  const label = words.fields[path];
  // The kind, and fields that the page has no words for, are described as the package does.
  const hint = label === undefined || path === 'kind' ? about : '';
  const found = problemAt(index, path);
  const isPointed = pointed.value?.block === index && pointed.value.field === path;
  const described = [found && `${id}-problem`, hint && `${id}-hint`].filter(Boolean).join(' ');
  const attributes = { id, 'aria-invalid': found !== undefined, 'aria-describedby': described || undefined };
  return (
    <div class={`field${widthClass(field)}${isPointed ? ' pointed' : ''}`}>
      <label for={id}>{label ?? path}</label>
      {control({ block, index, field }, attributes)}
      {hint && (
        <span class="hint" id={`${id}-hint`} lang="en">
          {hint}
        </span>
      )}
      {found && <ProblemNote id={`${id}-problem`} problem={found} field={field} />}
    </div>
  );
}

/** Fields whose contents are long have room for them. */
function widthClass({ path, control, choices = [] }: FormField): string {
  if (path === 'kind') return ' whole-row';
  const longest = Math.max(0, ...choices.map((choice) => choice.length));
  return control === 'list' || control === 'json' || control === 'switch' || longest > 9 ? ' wide' : '';
}

function control(of: FieldOfBlock, attributes: InputAttributes): ComponentChildren {
  const { block, index, field } = of;
  const { path, control: kind, isWhole, least = 0, canBeAlone } = field;
  const words = networkText();
  const text = fieldText(block, field);
  const set = (typed: string | boolean) => editDraft((draft) => withTyped(draft, index, path, typed));
  if (typeof text === 'boolean') {
    return (
      <input
        {...attributes}
        type="checkbox"
        checked={text}
        onChange={(event) => set(event.currentTarget.checked)}
      />
    );
  }
  if (kind === 'choice') {
    const { choices = [] } = field;
    return (
      <select {...attributes} value={text} onChange={(event) => set(event.currentTarget.value)}>
        {/* What holds where nothing is chosen, the page does not know. */}
        {[...(text === '' ? [''] : []), ...choices].map((choice) => (
          <option key={choice} value={choice}>
            {words.choices[path]?.[choice] ?? (choice || '–')}
          </option>
        ))}
      </select>
    );
  }
  /** The arrow keys count up and down, as the buttons of a number field do. */
  const step = (event: KeyboardEvent) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    const present = Number(text);
    if (by === undefined || !isWhole || !Number.isInteger(present)) return;
    event.preventDefault();
    set(`${Math.max(least, present + by)}`);
  };
  return (
    <input
      {...attributes}
      inputMode={kind === 'number' ? 'decimal' : undefined}
      autocomplete="off"
      title={canBeAlone ? words.widthsHint : undefined}
      placeholder={path === 'mlpFilters' ? words.widthsPlaceholder(textAt(block, 'filters')) : undefined}
      value={text}
      onKeyDown={step}
      onInput={(event) => set(event.currentTarget.value)}
    />
  );
}
