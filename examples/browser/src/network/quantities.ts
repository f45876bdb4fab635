import { bytes } from '@nin/recipes';
import type { Language } from '../language/language';
import { locales } from '../language/locale';
import { superscript } from '../language/superscript';

const unitsRu: Readonly<Record<string, string>> = { B: 'Б', kB: 'кБ', MB: 'МБ', GB: 'ГБ', TB: 'ТБ' };

/** Bytes as the language writes them: `149.8 MB`, `149,8 МБ`. */
export function bytesIn(language: Language, count: number): string {
  const written = bytes(count);
  if (language === 'en') return written;
  const [number = '', unit = ''] = written.split(' ');
  return `${number.replace('.', ',')} ${unitsRu[unit] ?? unit}`;
}

/** A difference with its sign: `+1,024`, `−1,770,152`; nothing if there is none. */
export function signedCount(language: Language, difference: number): string {
  if (difference === 0) return '';
  const count = Math.abs(difference).toLocaleString(locales[language]);
  return `${difference < 0 ? '−' : '+'}${count}`;
}

/** A difference of bytes with its sign: `−14.2 MB`; nothing if there is none. */
export function signedBytes(language: Language, difference: number): string {
  if (difference === 0) return '';
  return `${difference < 0 ? '−' : '+'}${bytesIn(language, Math.abs(difference))}`;
}

const largeUnits: Readonly<Record<Language, readonly [string, string]>> = {
  en: ['G', 'T'],
  ru: ['млрд', 'трлн'],
};

/** A count of thousands of millions for narrow places: `389.3 G`, `389,3 млрд`; smaller ones need no short form. */
export function shortCount(language: Language, count: number): string | undefined {
  if (Math.abs(count) < 1e9) return undefined;
  const [size, unit] = Math.abs(count) < 1e12 ? [1e9, 0] : [1e12, 1];
  const number = (count / size).toFixed(1).replace('-', '−');
  const nbsp = '\u00a0';
  return `${language === 'ru' ? number.replace('.', ',') : number}${nbsp}${largeUnits[language][unit]}`;
}

/** Sizes with crosses between: `11×11×384`. */
export function crossed(shape: readonly number[]): string {
  return shape.join('×');
}

/** A small number by its power of ten, to so many decimals: `1.2e−7`, `1,2·10⁻⁷`. */
export function shortPower(language: Language, value: number, decimals = 1): string {
  if (value === 0) return '0';
  const written = value.toExponential(decimals);
  if (language === 'en') return written.replace('-', '−');
  const [mantissa = '', exponent = ''] = written.split('e');
  return `${mantissa.replace('.', ',')}·10${superscript(exponent)}`;
}
