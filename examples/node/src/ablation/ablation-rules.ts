import { anyObject, fields, ruled, text } from '../runs/json-rules';

/** The rule for a list of values, such as those of a variation. */
export const atLeastOne = ruled<readonly unknown[]>(
  'a list of at least one value',
  (value) => Array.isArray(value) && value.length > 0,
);

/** The rule for a path and its values. */
export const variation = fields({ path: text, values: atLeastOne });

/** The rule for a point of a grid: values by their paths. */
export const valuesByPath = anyObject as ReturnType<typeof ruled<Readonly<Record<string, unknown>>>>;
