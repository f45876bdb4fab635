const superscripts: Readonly<Record<string, string>> = {
  '-': '⁻',
  ...Object.fromEntries([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((raised, digit) => [String(digit), raised])),
};

/** A whole number raised, as an exponent: `⁻⁷`. */
export function superscript(exponent: string): string {
  return [...exponent].map((sign) => superscripts[sign] ?? '').join('');
}
