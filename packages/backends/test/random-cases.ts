import { seededRandom } from '@nin/testing';

/** Draws the values of random test cases. */
export interface CaseSource {
  /** Returns an integer between both bounds, inclusive. */
  between: (low: number, high: number) => number;
  oneOf: <Choice>(choices: readonly Choice[]) => Choice;
}

/** Returns `count` seeded cases. If `draw` returns undefined for an impossible case, another case is drawn. */
export function randomCases<Case>(
  count: number,
  seed: number,
  draw: (source: CaseSource) => Case | undefined,
): Case[] {
  const next = seededRandom(seed);
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const source: CaseSource = { between, oneOf: (choices) => choices[between(0, choices.length - 1)] };
  const cases: Case[] = [];
  while (cases.length < count) {
    const one = draw(source);
    if (one !== undefined) cases.push(one);
  }
  return cases;
}
