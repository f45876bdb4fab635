import type { FormField } from './form-field';
import { parseNumber } from './field-text';

/** Names of choices; those without one are shown as they are. */
export type ChoiceNames = Readonly<Partial<Record<string, string>>>;

/** What a control needs. */
export interface FieldControlProps {
  field: FormField;
  /** What is in the field: a text, or whether the switch is on. */
  text: string | boolean;
  onType: (typed: string | boolean) => void;
  choiceNames?: ChoiceNames;
  title?: string | undefined;
  placeholder?: string | undefined;
  id: string;
  isInvalid: boolean;
  /** Ids of what describes the control. */
  describedBy: string | undefined;
}

/** The control of a field: a checkbox, a list of choices, or an input in which the arrow keys count. */
export function FieldControl({
  field,
  text,
  onType,
  choiceNames = {},
  title,
  placeholder,
  id,
  isInvalid,
  describedBy,
}: FieldControlProps) {
  const attributes = { id, 'aria-invalid': isInvalid, 'aria-describedby': describedBy };
  const { control, isWhole, least = 0, choices = [] } = field;
  if (typeof text === 'boolean') {
    return (
      <input
        {...attributes}
        type="checkbox"
        checked={text}
        onChange={(event) => onType(event.currentTarget.checked)}
      />
    );
  }
  if (control === 'choice') {
    // What is there without being a choice, such as an object or nothing, is offered too.
    const offered = choices.includes(text) ? choices : [text, ...choices];
    return (
      <select {...attributes} value={text} onChange={(event) => onType(event.currentTarget.value)}>
        {offered.map((choice) => (
          <option key={choice} value={choice}>
            {choiceNames[choice] ?? (choice || '–')}
          </option>
        ))}
      </select>
    );
  }
  const step = (event: KeyboardEvent) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    const present = parseNumber(text);
    if (by === undefined || !isWhole || !Number.isInteger(present)) return;
    event.preventDefault();
    onType(`${Math.max(least, present + by)}`);
  };
  return (
    <input
      {...attributes}
      type="text"
      inputMode={control === 'number' ? 'decimal' : undefined}
      autocomplete="off"
      title={title}
      placeholder={placeholder}
      value={text}
      onKeyDown={step}
      onInput={(event) => onType(event.currentTarget.value)}
    />
  );
}
