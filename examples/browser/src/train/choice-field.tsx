import { useId } from 'preact/hooks';
import './fields.css';

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
