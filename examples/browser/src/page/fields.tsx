import { useId, useState } from 'preact/hooks';
import { fieldNumber } from '../language/numbers';
import { type NumberRule, numberText, obeys, parseNumber } from '../settings/number-rules';

/** A field for one of a few named choices. */
export function ChoiceField<Choice extends string>({
  label,
  value,
  choices,
  hint,
  onChange,
}: {
  label: string;
  value: Choice;
  /** In the order they are offered, with their names. */
  choices: Readonly<Partial<Record<Choice, string>>>;
  hint?: string;
  onChange: (value: Choice) => void;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.value as Choice)}
      >
        {Object.entries<string | undefined>(choices).map(([choice, name]) => (
          <option key={choice} value={choice}>
            {name}
          </option>
        ))}
      </select>
      <span id={`${id}-hint`} class="hint">
        {hint}
      </span>
    </div>
  );
}

/**
 * A field for a number, which says at once what is wrong with it. What is no number is handed on as NaN, so that nothing
 * is computed with a number that the field no longer shows.
 */
export function NumberField({
  label,
  value,
  rule,
  hint,
  optional = false,
  onChange,
}: {
  label: string;
  value: number | undefined;
  rule: NumberRule;
  hint?: string;
  /** Whether it may be left empty, which hands on undefined. */
  optional?: boolean;
  onChange: (value: number | undefined) => void;
}) {
  const words = numberText();
  const id = useId();
  const [draft, setDraft] = useState('');
  const read = (text: string) => (optional && text.trim() === '' ? undefined : parseNumber(text));
  // The draft is kept as it was typed, `1e-` on the way to `1e-3`, until the value is changed from elsewhere.
  const shown = Object.is(read(draft), value) ? draft : fieldNumber(value);
  const isWrong = value !== undefined && !obeys(rule, value);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        autocomplete="off"
        value={shown}
        aria-invalid={isWrong}
        aria-describedby={`${id}-hint`}
        onInput={(event) => {
          const text = event.currentTarget.value;
          setDraft(text);
          onChange(read(text));
        }}
      />
      <span id={`${id}-hint`} class={isWrong ? 'error' : 'hint'}>
        {isWrong ? words.rules[rule] : hint}
      </span>
    </div>
  );
}
