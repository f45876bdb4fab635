import { FieldControl } from '../form/field-control';
import { ProblemNote } from '../form/problem-note';
import { textOf } from '../form/field-text';
import type { FormField } from '../form/form-field';
import {
  experimentFields,
  fieldProblems,
  fields,
  fieldText,
  typeIn,
  valueAt,
} from '../settings/experiment-fields';
import { experimentText } from '../settings/experiment-text';
import { pathName, valueText } from '../settings/experiment-words';
import { base, experimentFor } from '../settings/settings-state';
import { hyperText } from './hyper-text';

/** The field at a path of the experiment, with its label, its default and the problem that is in it. */
export function TrainingField({ path, label, hint }: { path: string; label?: string; hint?: string }) {
  const field = fields.value.get(path);
  if (!field) return null;
  const words = experimentText();
  const id = `experiment-${path}`;
  const problem = fieldProblems.value.find((one) => one.path === path)?.problem;
  const text = fieldText(field);
  const isOwn = typeof text === 'string' && field.choices && !field.choices.includes(text);
  return (
    <div class="field">
      <label for={id}>{label ?? pathName(path)}</label>
      <FieldControl
        field={field}
        text={text}
        onType={(typed) => typeIn(field, typed)}
        choiceNames={isOwn ? { ...words.choices[path], [text]: words.own } : words.choices[path]}
        placeholder={words.notSet[path]}
        id={id}
        isInvalid={problem !== undefined}
        describedBy={`${id}-${problem ? 'problem' : 'hint'}`}
      />
      {problem ? (
        <ProblemNote id={`${id}-problem`} problem={problem} field={field} />
      ) : (
        <Hint id={`${id}-hint`} field={field} text={hint} />
      )}
    </div>
  );
}

/** What is usual for the network, else the default; for a field that the page has no words for, also what it is. */
function Hint({ id, field, text }: { id: string; field: FormField; text: string | undefined }) {
  const { path, about } = field;
  const isNamed = experimentText().fields[path] !== undefined;
  return (
    <span id={id} class="hint">
      {text ?? hyperText().standard(usualText(field))}
      {!isNamed && about && <span lang="en"> {about}</span>}
    </span>
  );
}

function usualText(field: FormField): string {
  const { path, standard } = field;
  const usual = experimentFor(base.value);
  const isThere = experimentFields(usual).some((one) => one.path === path);
  const value = isThere ? valueAt(usual, path) : standard;
  return field.control === 'rows' ? String(textOf(field, value)) : valueText(path, value);
}
