import { shown } from '@nin/checks';
import { checkSpec } from '../../plan-spec';
import type { Problem } from '../../problem';
import { badValues, fieldSchemas, requiredFields } from '../field-schemas';
import { broken, type Subject } from '../subject';

/** Checks that `checkSpec` reports invalid values, missing fields and unknown fields at the path of the field. */
export function badValuesAreProblems(subject: Subject): void {
  const { kind, block } = subject;
  const [own] = problemsOf(subject, block);
  if (own) throw broken(subject, `checkSpec must find no problem in the sample, got "${own.message}"`);
  for (const [name, schema] of Object.entries(fieldSchemas(kind))) {
    if (schema.description === undefined) {
      throw broken(
        subject,
        `the field ${name} has no description for forms and tables: add v.description('…') to its schema`,
      );
    }
    for (const bad of badValues(schema)) requireProblem(subject, name, { ...block, [name]: bad }, bad);
  }
  for (const name of requiredFields(kind)) {
    const rest = Object.entries(block).filter(([field]) => field !== name);
    requireProblem(subject, name, Object.fromEntries(rest), undefined);
  }
  requireProblem(subject, 'unknownField', { ...block, unknownField: 1 }, 1);
}

function problemsOf({ spec, kinds }: Subject, block: object): Problem[] {
  return checkSpec({ ...spec, blocks: [block] }, { kinds });
}

function requireProblem(subject: Subject, field: string, block: object, value: unknown): void {
  const problems = problemsOf(subject, block);
  const path = ['blocks', 0, field];
  if (problems.some((problem) => path.every((key, i) => problem.path[i] === key))) return;
  const given = value === undefined ? `a block without ${field}` : `the value ${shown(value)} of ${field}`;
  const got = problems.map((problem) => `"${problem.message}" at ${problem.path.join('.')}`).join(', ');
  throw broken(
    subject,
    `checkSpec must report a problem at blocks.0.${field} for ${given}, got ${got || 'no problem'}`,
  );
}
