import { choiceProblem, didYouMean, printable, shown } from '@nin/checks';
import * as v from 'valibot';
import { UsageError } from '../failure';

/** A JSON value with a rule for messages, which are `FIELD must be RULE, got VALUE`. */
export function ruled<Value>(rule: string, fits: (value: unknown) => boolean) {
  return v.custom<Value>(fits, ({ input }) => `must be ${rule}, got ${shown(input)}`);
}

/** A number that is finite and within a range. */
export function numberThat(rule: string, fits: (value: number) => boolean) {
  return ruled<number>(rule, (value) => typeof value === 'number' && Number.isFinite(value) && fits(value));
}

/** A share of a whole. */
export const share = numberThat('a number from 0 to 1', (value) => value >= 0 && value <= 1);

/** A number above zero. */
export const positive = numberThat('a positive number', (value) => value > 0);

/** An integer from `least` to `most`, by default the largest that a float64 holds exactly. */
export function integerFrom(least: number, most = Number.MAX_SAFE_INTEGER) {
  const rule =
    { 0: 'a non-negative integer', 1: 'a positive integer' }[least] ?? `an integer from ${least} on`;
  const end = most < Number.MAX_SAFE_INTEGER ? ` up to ${most.toLocaleString('en-US')}` : '';
  return numberThat(rule + end, (value) => Number.isInteger(value) && value >= least && value <= most);
}

/** One of some strings. */
export function oneOf<const Choices extends readonly string[]>(choices: Choices) {
  return v.custom<Choices[number]>(
    (value) => choices.includes(value as string),
    ({ input }) => choiceProblem(input, choices),
  );
}

/** True or false. */
export const yesOrNo = ruled<boolean>('true or false', (value) => typeof value === 'boolean');

/** A string with at least one character. */
export const text = ruled<string>(
  'a string that is not empty',
  (value) => typeof value === 'string' && value !== '',
);

/** A time as `toISOString` writes it. */
export const time = ruled<string>(
  'a time such as 2026-01-31T12:00:00.000Z',
  (value) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value)),
);

/** A SHA-256. */
export const digest = ruled<string>(
  'a SHA-256 of 64 hexadecimal digits',
  (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
);

/** A list whose items each follow a rule. */
export function listOf<const Item extends v.GenericSchema>(item: Item) {
  return v.pipe(
    v.array(item, ({ input }) => `must be an array, got ${shown(input)}`),
    v.readonly(),
  );
}

/** An object, its fields unchecked. */
export const anyObject = ruled<object>(
  'an object',
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

/** An object with these fields and no others. */
export function fields<const Entries extends v.ObjectEntries>(entries: Entries) {
  const known = Object.keys(entries);
  return v.pipe(
    anyObject,
    v.strictObject(entries, ({ expected, path }) => {
      if (expected !== 'never') return 'is missing';
      const name = String(path?.at(-1)?.key);
      return `must not be there${didYouMean(name, known)}`;
    }),
  );
}

/**
 * Returns a JSON value as a schema of the rules above reads it.
 *
 * @param file the file that the message names.
 * @throws UsageError naming the file, the first field that breaks its rule, the rule and the value.
 */
export function requireRules<Schema extends v.GenericSchema>(
  file: string,
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  // A name may be anything, and goes to a terminal.
  const names = (issue.path ?? []).map(({ key }) => printable(String(key)));
  throw new UsageError(`${file}: ${names.length > 0 ? names.join('.') : 'the file'} ${issue.message}`);
}
