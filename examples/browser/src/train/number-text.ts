import { texts } from '../language/texts';
import type { NumberRule } from './number-rules';

const rulesEn: Record<NumberRule, string> = {
  positiveInteger: 'Must be a whole number from 1',
  integer: 'Must be a whole number',
  positive: 'Must be a number above 0',
  nonNegative: 'Must be 0 or a number above it',
  fraction: 'Must be at least 0 and below 1',
};

const rulesRu: Record<NumberRule, string> = {
  positiveInteger: 'Нужно целое число от 1',
  integer: 'Нужно целое число',
  positive: 'Нужно число больше 0',
  nonNegative: 'Нужно число не меньше 0',
  fraction: 'Нужно число от 0 и меньше 1',
};

/** What is wrong with a number. */
export const numberText = texts({ en: { rules: rulesEn }, ru: { rules: rulesRu } });
