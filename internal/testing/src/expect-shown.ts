import { expect } from 'vitest';

/** Prefix of a string that represents a number with the shown digits. */
const numberMark = '\u0000';

/**
 * Checks a value against the text after `// →` in a README.
 *
 * Numbers must agree to the digits shown, also inside arrays and objects. Strings must be equal, with or without quotes. Arrays,
 * including typed arrays, and objects must have the same members, in JavaScript syntax.
 *
 * @throws SyntaxError if the text cannot be parsed as a value.
 */
export function expectShown(value: unknown, shown: string): void {
  if (typeof value === 'string') {
    expect(value).toBe(shown.replace(/^(['"`])([\s\S]*)\1$/, '$2'));
  } else if (typeof value === 'number') {
    expectShownNumber(value, shown.replaceAll(',', ''));
  } else if (shown === 'undefined') {
    expect(value).toBeUndefined();
  } else {
    expectAgreement(value, parseShown(shown));
  }
}

function expectAgreement(value: unknown, expected: unknown): void {
  if (typeof expected === 'string' && expected.startsWith(numberMark)) {
    expect(value).toBeTypeOf('number');
    expectShownNumber(value as number, expected.slice(numberMark.length));
  } else if (Array.isArray(expected)) {
    const actual = ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : value;
    expect(Array.isArray(actual), `${String(value)} is not an array`).toBe(true);
    expect(actual).toHaveLength(expected.length);
    expected.forEach((item, i) => expectAgreement((actual as unknown[])[i], item));
  } else if (typeof expected === 'object' && expected !== null) {
    expect(value).toBeTypeOf('object');
    expect(Object.keys(value as object).sort()).toEqual(Object.keys(expected).sort());
    for (const [key, item] of Object.entries(expected)) {
      expectAgreement((value as Record<string, unknown>)[key], item);
    }
  } else {
    expect(value).toBe(expected);
  }
}

/** Parses an object or array in JavaScript syntax: unquoted keys, single quotes, numbers with `_`. */
function parseShown(shown: string): unknown {
  const token =
    /'((?:[^'\\]|\\.)*)'|"(?:[^"\\]|\\.)*"|([\w$]+)(?=\s*:)|-?(?:\d|\.\d)[\d_.]*(?:e[+-]?\d+)?|NaN|-?Infinity/gi;
  const json = shown.replace(token, (text: string, quoted?: string, key?: string) => {
    if (quoted !== undefined) return JSON.stringify(quoted);
    if (text.startsWith('"')) return text;
    return JSON.stringify(key ?? numberMark + text);
  });
  return JSON.parse(json);
}

function expectShownNumber(value: number, shown: string): void {
  const text = shown.replaceAll('_', '');
  const expected = Number(text);
  if (Number.isNaN(expected) && text !== 'NaN') throw new SyntaxError(`"${shown}" is not a number`);
  if (!Number.isFinite(expected)) {
    expect(value).toBe(expected);
    return;
  }
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const decimals = (mantissa.split('.')[1] ?? '').length - Number(exponent);
  // Integers are exact. Otherwise half a unit of the last shown digit, plus some binary rounding.
  const tolerance = Number.isInteger(expected) && decimals <= 0 ? 0 : 0.5000001 * 10 ** -decimals;
  expect(Math.abs(value - expected), `${value} shown as ${shown}`).toBeLessThanOrEqual(tolerance);
}
