import { texts } from '../language/language';

/** What a number must be, as the packages that take it require. */
export type NumberRule = 'positiveInteger' | 'integer' | 'positive' | 'nonNegative' | 'fraction';

/** Whether a number is what is required; NaN, which stands for no number, never is. */
export function obeys(rule: NumberRule, value: number): boolean {
  switch (rule) {
    case 'positiveInteger':
      return Number.isSafeInteger(value) && value > 0;
    case 'integer':
      return Number.isSafeInteger(value);
    case 'positive':
      return Number.isFinite(value) && value > 0;
    case 'nonNegative':
      return Number.isFinite(value) && value >= 0;
    case 'fraction':
      return value >= 0 && value < 1;
  }
}

const written = /^[+-]?(\d+[.,]?\d*|[.,]\d+)(e[+-]?\d+)?$/i;

/** Reads a number as people write it: `50 000`, `0,1`, `5e-4`, `−3`. NaN if it is none. */
export function parseNumber(text: string): number {
  const plain = text.replaceAll(/\s/g, '').replace('−', '-');
  return written.test(plain) ? Number(plain.replace(',', '.')) : NaN;
}

/** What is wrong with a number. */
export const numberText = texts({
  rules: {
    positiveInteger: ['Must be a whole number from 1', 'Нужно целое число от 1'],
    integer: ['Must be a whole number', 'Нужно целое число'],
    positive: ['Must be a number above 0', 'Нужно число больше 0'],
    nonNegative: ['Must be 0 or a number above it', 'Нужно число не меньше 0'],
    fraction: ['Must be at least 0 and below 1', 'Нужно число от 0 и меньше 1'],
  },
});
