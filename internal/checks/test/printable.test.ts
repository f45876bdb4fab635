import { printable, printableJson, printableLines, shown } from '@nin/checks';
import { describe, expect, test } from 'vitest';

const escape = '\u001B';

describe('printable text', () => {
  test.each([
    ['x\nFAKE: cat 100 %', String.raw`x\nFAKE: cat 100 %`],
    ['a\r\tb', String.raw`a\r\tb`],
    [`${escape}[2Jcat`, String.raw`\x1b[2Jcat`],
    [`${escape}]0;title\u0007`, String.raw`\x1b]0;title\x07`],
    ['\u0000\u007F\u0085\u009B2J', String.raw`\x00\x7f\x85\x9b2J`],
    ['a\u2028b\u2029c', String.raw`a\u{2028}b\u{2029}c`],
    ['gpj.\u202Etac', String.raw`gpj.\u{202e}tac`],
    ['\uD83Dx\uDE00', String.raw`\u{d83d}x\u{de00}`],
  ])('has escapes for what steers a terminal: %j', (text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  test('escapes every control of the direction of writing that Unicode has', () => {
    const controls = [
      0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069,
    ];
    for (const code of controls) {
      expect(printable(String.fromCodePoint(code))).toBe(`\\u{${code.toString(16)}}`);
    }
  });

  test.each(['airplane', 'Füße 100 %', '猫', 'قط', 'क्षि', '👩‍👩‍👧', '🏳️‍🌈', String.raw`C:\new\table`, ''])(
    'keeps what can be read: %s',
    (text) => {
      expect(printable(text)).toBe(text);
    },
  );

  test('stays as it is, so that it can be made printable at every place that prints', () => {
    const once = printable(`a\n${escape}[1m\u202E\\n`);
    expect(printable(once)).toBe(once);
  });

  test('of several lines keeps its line feeds, and no other', () => {
    expect(printableLines(`a\r\nb${escape}c\n`)).toBe(`a\\r\nb\\x1bc\n`);
  });
});

test('printable JSON means the same, and holds nothing that steers a terminal', () => {
  const value = { 'na\u202Eme': ['\u007F\u009B2J\u0085', 'x\ny\u2028', '😀 猫', '\uD800'], figure: -0.5 };
  const json = printableJson(JSON.stringify(value, null, 2));
  expect(JSON.parse(json)).toEqual(value);
  expect(json.replaceAll('\n', '')).toBe(printable(json.replaceAll('\n', '')));
  expect(json).toContain('😀 猫');
});

describe('values in messages', () => {
  test('are printable, of whatever kind they are', () => {
    expect(shown('x\nFAKE')).toBe(String.raw`'x\nFAKE'`);
    expect(shown(['\u009B2J'])).toBe(String.raw`["\x9b2J"]`);
    expect(shown(Symbol('\n'))).toBe(String.raw`Symbol(\n)`);
  });

  test('are not cut within a character', () => {
    expect(shown('x'.repeat(58) + '😀😀')).toBe(`'${'x'.repeat(58)}…'`);
  });
});
