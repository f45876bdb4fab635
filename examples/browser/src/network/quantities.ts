import { bytes } from 'nin-run';
import type { Language } from '../language/language';

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
  const count = Math.abs(difference).toLocaleString(language === 'ru' ? 'ru-RU' : 'en-US');
  return `${difference < 0 ? '−' : '+'}${count}`;
}

/** Sizes with crosses between: `11×11×384`. */
export function crossed(shape: readonly number[]): string {
  return shape.join('×');
}

/** A small number by its power of ten: `1.2e−7`. */
export function shortPower(language: Language, value: number): string {
  const written = value === 0 ? '0' : value.toExponential(1).replace('-', '−');
  return language === 'ru' ? written.replace('.', ',') : written;
}
