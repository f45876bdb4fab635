import { expect } from 'vitest';

/**
 * Checks a value against what a README shows behind `// →`.
 * A number must agree to the digits shown; anything else must equal the JSON (or the plain text) shown.
 */
export function expectShown(value: unknown, shown: string): void {
  if (typeof value === 'number') {
    expectShownNumber(value, shown);
    return;
  }
  const plain =
    ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as Uint8Array) : value;
  if (typeof plain === 'string') {
    expect(plain).toBe(shown.replace(/^(['"`])([\s\S]*)\1$/, '$2'));
    return;
  }
  expect(plain).toEqual(JSON.parse(shown.replaceAll("'", '"').replace(/([{,]\s*)(\w+):/g, '$1"$2":')));
}

function expectShownNumber(value: number, shown: string): void {
  const text = shown.replaceAll(/[_,]/g, '');
  const expected = Number(text);
  expect(Number.isNaN(expected) && text !== 'NaN', `"${shown}" is not a number`).toBe(false);
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const decimals = (mantissa.split('.')[1] ?? '').length - Number(exponent);
  const tolerance = Number.isInteger(expected) && decimals <= 0 ? 0 : 0.5000001 * 10 ** -decimals;
  expect(Math.abs(value - expected), `${value} shown as ${shown}`).toBeLessThanOrEqual(tolerance);
}
