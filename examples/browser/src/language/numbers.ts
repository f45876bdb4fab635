import { bytes } from '@nin/recipes';
import { language, type Language, locales } from './language';

/** A number with a fixed number of decimals, as the language writes it. */
export function formatDecimal(value: number, decimals: number): string {
  return value.toLocaleString(locale(), { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** A number with all its decimals and no separators, as settings are written. */
export function formatNumber(value: number): string {
  return value.toLocaleString(locale(), { maximumFractionDigits: 12, useGrouping: false });
}

/** A share as a percentage: `92.61%`, `92,61 %`. */
export function formatPercent(share: number, decimals = 2): string {
  return share.toLocaleString(locale(), {
    style: 'percent',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

/** A difference with its sign, zero without: `+0.4`, `−1.2`. */
export function formatSigned(value: number, decimals: number): string {
  return value
    .toLocaleString(locale(), {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay: 'exceptZero',
    })
    .replace('-', '−');
}

/** When a run began: `24 May, 14:32`. */
export function formatMoment(iso: string): string {
  return new Date(iso).toLocaleString(locale(), {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** A time in the two units that matter: `47 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(seconds: number): string {
  const [s, min, h] = language.value === 'ru' ? ['с', 'мин', 'ч'] : ['s', 'min', 'h'];
  if (seconds < 10) return `${formatDecimal(seconds, 1)} ${s}`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} ${s}`;
  if (whole < 3600) return `${Math.floor(whole / 60)} ${min} ${whole % 60} ${s}`;
  return `${Math.floor(whole / 3600)} ${h} ${Math.floor((whole % 3600) / 60)} ${min}`;
}

function locale(): string {
  return locales[language.value];
}

/** A learning rate as short as three digits allow: `0.005`, `7.28·10⁻⁷`. */
export function formatRate(rate: number): string {
  const size = Math.abs(rate);
  if (size === 0 || (size >= 1e-4 && size < 1e6)) return shortNumber(rate, 3);
  const [mantissa = '', exponent = ''] = rate.toExponential(2).split('e');
  return `${shortNumber(Number(mantissa), 3)}·10${superscript(exponent)}`;
}

/** A number with a number of significant digits, as the language writes it. */
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

const superscripts: Readonly<Record<string, string>> = {
  '-': '⁻',
  ...Object.fromEntries([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((raised, digit) => [String(digit), raised])),
};

/** A whole number raised, as an exponent: `⁻⁷`. */
function superscript(exponent: string): string {
  return [...exponent].map((sign) => superscripts[sign] ?? '').join('');
}

const unitsRu: Readonly<Record<string, string>> = { B: 'Б', kB: 'кБ', MB: 'МБ', GB: 'ГБ', TB: 'ТБ' };

/** Bytes as the language writes them: `149.8 MB`, `149,8 МБ`. */
export function bytesIn(language: Language, count: number): string {
  const written = bytes(count);
  if (language === 'en') return written;
  const [number = '', unit = ''] = written.split(' ');
  return `${number.replace('.', ',')} ${unitsRu[unit] ?? unit}`;
}

/** A difference with its sign: `+1,024`, `−1,770,152`; empty without a difference. */
export function signedCount(language: Language, difference: number): string {
  if (difference === 0) return '';
  const count = Math.abs(difference).toLocaleString(locales[language]);
  return `${difference < 0 ? '−' : '+'}${count}`;
}

/** A difference of bytes with its sign: `−14.2 MB`; empty without a difference. */
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

/** A small number by its power of ten, with a fixed number of decimals: `1.2e−7`, `1,2·10⁻⁷`. */
export function shortPower(language: Language, value: number, decimals = 1): string {
  if (value === 0) return '0';
  const written = value.toExponential(decimals);
  if (language === 'en') return written.replace('-', '−');
  const [mantissa = '', exponent = ''] = written.split('e');
  return `${mantissa.replace('.', ',')}·10${superscript(exponent)}`;
}
