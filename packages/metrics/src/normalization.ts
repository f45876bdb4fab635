import { requireOneOf } from '@nin/checks';

/** What a count is divided by: the samples of its true class (row), of its predicted class (column), or all of them. */
export type Normalization = 'true' | 'predicted' | 'all';

/** The names of the normalizations. */
export const normalizations: readonly Normalization[] = ['true', 'predicted', 'all'];

/** Throws unless `value` is a normalization, or left out. */
export function requireNormalization(where: string, value: unknown): void {
  if (value !== undefined) requireOneOf(where, value, normalizations);
}
