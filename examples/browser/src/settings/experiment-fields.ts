import {
  checkExperiment,
  experimentJsonSchema,
  parseExperiment,
  withValueAt,
  type Experiment,
} from '@nin/recipes';
import type { Problem } from '@nin/blocks';
import { computed } from '@preact/signals';
import { fieldsOf, type FieldSchema, type FormField } from '../form/form-field';
import { textOf, valueTyped } from '../form/field-text';
import { change, experiment } from './settings-state';
import { typed } from './typed-text';

const { network: _ofBlocks, ...properties } = (experimentJsonSchema() as FieldSchema).properties ?? {};

/** Returns the fields of an experiment, its network aside, in the order of the schema: those of the kinds that it has. */
export function experimentFields(of: Experiment): FormField[] {
  return fieldsOf({ properties }, { kindAt: (path) => valueAt(of, `${path}.kind`) });
}

/** Returns the value of an experiment at a path; undefined where it has none. */
export function valueAt(of: Experiment, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((data, name) => (data as Record<string, unknown> | undefined)?.[name], of);
}

/** The fields of the experiment, by their paths. */
export const fields = computed<ReadonlyMap<string, FormField>>(
  () => new Map(experimentFields(experiment.value).map((field) => [field.path, field])),
);

/** A field whose text the experiment could not take. */
export interface FieldProblem {
  path: string;
  problem: Problem;
}

/** The fields whose text the experiment could not take. It keeps the last possible value of each. */
export const fieldProblems = computed<readonly FieldProblem[]>(() =>
  [...fields.value.keys()].flatMap((path) => {
    const problem = typedAt(path)?.problem;
    return problem ? [{ path, problem }] : [];
  }),
);

/** Returns what is in a field: what is typed, or else the value of the experiment. */
export function fieldText(field: FormField): string | boolean {
  return typedAt(field.path)?.text ?? textOf(field, valueAt(experiment.value, field.path));
}

/** Types a text in a field. The experiment takes it if it can; if not, it keeps its value, and the problem is at the field. */
export function typeIn(field: FormField, text: string | boolean): void {
  const { path } = field;
  const before = experiment.value;
  const value = valueOf(field, text, valueAt(before, path));
  if (path.endsWith('.kind')) return change({ [path]: value });
  const changed = withValueAt(before, path, value);
  // The experiment was without problems, so all problems are of this field.
  const [problem] = checkExperiment(changed);
  if (!problem) experiment.value = parseExperiment(changed);
  typed.value = { ...typed.value, [path]: { text, beside: valueAt(experiment.value, path), problem } };
}

/** An empty field takes its value away only where the experiment may lack one: a default must not slip in while typing. */
function valueOf(field: FormField, text: string | boolean, was: unknown): unknown {
  return valueTyped({ ...field, isRequired: field.standard !== undefined || field.isRequired }, text, was);
}

function typedAt(path: string) {
  const found = typed.value[path];
  const isBeside = JSON.stringify(found?.beside) === JSON.stringify(valueAt(experiment.value, path));
  return isBeside ? found : undefined;
}
