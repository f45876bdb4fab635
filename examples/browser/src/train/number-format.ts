import { language } from '../language/language';

/** A learning rate as short as three digits allow: `0.005`, `7.28·10⁻⁷`. */
export function formatRate(rate: number): string {
  if (rate === 0 || Math.abs(rate) >= 1e-4) return shortNumber(rate, 3);
  const [mantissa = '', exponent = ''] = rate.toExponential(2).split('e');
  return `${shortNumber(Number(mantissa), 3)}·10${superscript(exponent)}`;
}

/** A number with so many digits that count, as the language writes it. */
export function shortNumber(value: number, digits: number): string {
  return value.toLocaleString(language.value === 'ru' ? 'ru-RU' : 'en-GB', {
    maximumSignificantDigits: digits,
  });
}

/** A number as it is typed into a field: with the language's decimal sign, and nothing between thousands. */
export function fieldNumber(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '';
  return language.value === 'ru' ? String(value).replace('.', ',') : String(value);
}

function superscript(exponent: string): string {
  return [...exponent].map((sign) => (sign === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(sign)])).join('');
}
