/** 19778304 → `19,778,304`; null → `unknown`. */
export function count(value: number | null): string {
  return value === null ? 'unknown' : value.toLocaleString('en-US');
}

/** Bytes in the largest decimal unit that keeps them at one or above, with four digits: 79113216 → `79.11 MB`. */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, value)) / 3));
  return `${power === 0 ? value : (value / 1000 ** power).toPrecision(4)} ${units[power]}`;
}

/** A learning rate as the lecture's log shows it: 5.5556e-4 → `5.5556e-04`. */
export function rate(value: number): string {
  return value.toExponential(4).replace(/e([+-])(\d)$/, 'e$10$2');
}

/** Seconds for people: 150000 → `1 day 18 hours`. */
export function duration(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (seconds < 120) return plural(Math.round(seconds), 'second');
  if (minutes < 120) return plural(minutes, 'minute');
  const hours = Math.round(seconds / 3600);
  if (hours < 24) return plural(hours, 'hour');
  return [plural(Math.floor(hours / 24), 'day'), ...(hours % 24 ? [plural(hours % 24, 'hour')] : [])].join(
    ' ',
  );
}

/** 0.1857 → `18.6 %`. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** A batch dimension and the rest, as the lecture prints a shape: `(1, 342, 342, 384)`. */
export function shapeText(shape: readonly number[]): string {
  return `(${shape.join(', ')})`;
}

function plural(value: number, unit: string): string {
  return `${value} ${unit}${value === 1 ? '' : 's'}`;
}
