import { language } from './language';
import { locales } from './locale';

/** A number with so many decimals, as the language writes it. */
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
