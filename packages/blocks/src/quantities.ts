const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Formats an integer with thousands separators: 19,778,304. */
export function formatCount(value: number): string {
  return value.toLocaleString('en-US');
}

/** Formats bytes in decimal units, to four digits: 149.8 MB is 149.8 million bytes. */
export function formatBytes(bytes: number): string {
  // 999,950 B would round to "1000 kB", so the unit is chosen for the rounded value.
  const rounded = Number(bytes.toPrecision(4));
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, rounded)) / 3)));
  if (power === 0) return `${bytes} B`;
  return `${(bytes / 1000 ** power).toPrecision(4)} ${units[power]}`;
}

/** Formats a shape: 11×11×384. An unknown size is a question mark. */
export function formatShape(shape: readonly (number | null)[]): string {
  return shape.map((size) => size ?? '?').join('×');
}
