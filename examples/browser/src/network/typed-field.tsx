import type { ComponentChildren } from 'preact';
import { problem } from './draft-state';
import { fieldId, pointed } from './pointed-field';
import { ProblemNote } from './problem-note';

/** Where a field stands. `field` is a name that {@link problem} may have; `part` tells fields apart that share it. */
export interface FieldPlace {
  block: number | undefined;
  field: string;
  part?: string;
  label: string;
  wide?: boolean;
}

/** What an input needs to be found, and to be told what is wrong with it. */
export interface InputAttributes {
  id: string;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
}

/** A labelled field, with the message of the problem that stands in it. */
export function TypedField({
  place: { block, field, part = '', label, wide = false },
  hint,
  children,
}: {
  place: FieldPlace;
  hint?: string;
  children: (attributes: InputAttributes) => ComponentChildren;
}) {
  const id = fieldId(block, field + part);
  const found = problem.value;
  const here = found !== undefined && found.block === block && found.field === field ? found : undefined;
  const isPointed = pointed.value?.block === block && pointed.value?.field === field;
  const described = [here && `${id}-problem`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div class={`field${wide ? ' wide' : ''}${isPointed ? ' pointed' : ''}`}>
      <label for={id}>{label}</label>
      {children({ id, 'aria-invalid': here !== undefined, 'aria-describedby': described || undefined })}
      {hint && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {here && <ProblemNote id={`${id}-problem`} problem={here} />}
    </div>
  );
}

/** A field for a number. The arrow keys count up and down, as the buttons of a number field do. */
export function NumberField({
  place,
  value,
  onValue,
  least = 1,
}: {
  place: FieldPlace;
  value: string;
  onValue: (text: string) => void;
  least?: number;
}) {
  const count = (event: KeyboardEvent) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    const present = Number(value);
    if (step === undefined || !Number.isInteger(present)) return;
    event.preventDefault();
    onValue(`${Math.max(least, present + step)}`);
  };
  return (
    <TypedField place={place}>
      {(attributes) => (
        <input
          {...attributes}
          inputMode="decimal"
          autocomplete="off"
          value={value}
          onKeyDown={count}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </TypedField>
  );
}

/** A field with a few choices. */
export function ChoiceField<Choice extends string>({
  place,
  value,
  choices,
  onValue,
}: {
  place: FieldPlace;
  value: Choice;
  choices: Readonly<Record<Choice, string>>;
  onValue: (choice: Choice) => void;
}) {
  return (
    <TypedField place={place}>
      {(attributes) => (
        <select
          {...attributes}
          value={value}
          onChange={(event) => onValue(event.currentTarget.value as Choice)}
        >
          {Object.entries<string>(choices).map(([choice, words]) => (
            <option key={choice} value={choice}>
              {words}
            </option>
          ))}
        </select>
      )}
    </TypedField>
  );
}
