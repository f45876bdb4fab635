import { seededRandom } from '@nin/testing';

/** Draws what random test cases are made of. */
export interface CaseSource {
  /** A whole number, both ends included. */
  between: (low: number, high: number) => number;
  oneOf: <Choice>(choices: readonly Choice[]) => Choice;
}

/** `count` seeded cases. `draw` gives undefined for a case that cannot be; another is drawn in its place. */
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
