import { language } from '../language/language';

/** A learning rate as short as three digits allow: `0.0005`, `1.2E-7`. */
export function formatRate(rate: number): string {
  const notation = rate !== 0 && Math.abs(rate) < 1e-4 ? 'scientific' : 'standard';
  return rate.toLocaleString(language.value === 'ru' ? 'ru-RU' : 'en-GB', {
    notation,
    maximumSignificantDigits: 3,
  });
}
