import { language, type Language } from './language';
import { locales } from './locale';
import { superscript } from './superscript';

/** A learning rate as short as three digits allow: `0.005`, `7.28·10⁻⁷`. */
export function formatRate(rate: number): string {
  const size = Math.abs(rate);
  if (size === 0 || (size >= 1e-4 && size < 1e6)) return shortNumber(rate, 3);
  const [mantissa = '', exponent = ''] = rate.toExponential(2).split('e');
  return `${shortNumber(Number(mantissa), 3)}·10${superscript(exponent)}`;
}

/** A number with so many digits that count, as the language writes it. */
export function shortNumber(value: number, digits: number): string {
  return writer(language.value, digits).format(value);
}

/** A number as it is typed into a field: with the language's decimal sign, and nothing between thousands. */
export function fieldNumber(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '';
  return language.value === 'ru' ? String(value).replace('.', ',') : String(value);
}

const writers = new Map<string, Intl.NumberFormat>();

/** Charts write many numbers, and making what writes them takes far longer than writing. */
function writer(spoken: Language, digits: number): Intl.NumberFormat {
  const key = `${spoken} ${digits}`;
  const known = writers.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locales[spoken], {
    maximumSignificantDigits: digits,
  });
  writers.set(key, made);
  return made;
}
