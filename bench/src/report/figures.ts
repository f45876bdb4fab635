/** Three digits, or all digits before the point if there are more: `0.624`, `3.29`, `39.8`, `430`, `2,521`. */
export function threeDigits(value: number): string {
  if (value === 0) return '0';
  const digitsBefore = Math.floor(Math.log10(Math.abs(value))) + 1;
  const decimals = Math.max(0, 3 - digitsBefore);
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** A share in percent, with a decimal below ten: `71 %`, `0.5 %`. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.0995 ? 1 : 0)} %`;
}
