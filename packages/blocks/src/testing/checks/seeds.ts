import { plannedText } from '../graph-text';
import { broken, type Subject } from '../subject';
import { sameValues, weightValues, withModel } from '../test-models';

type Weights = Map<string, Float32Array>;

/**
 * Checks that the same seed results in the same weights, another seed in others, and no seed in others each time; and that no two
 * weights share a seed. Constant weights, such as zeros, are ignored.
 */
export async function followsItsSeed(subject: Subject): Promise<void> {
  requireOtherSeeds(subject);
  const weights = (seed?: number): Promise<Weights> => withModel(subject, { seed }, weightValues);
  const [first, again, other] = [await weights(1), await weights(1), await weights(2)];
  const [unseeded, unseededAgain] = [await weights(), await weights()];
  for (const name of first.keys()) {
    const same = (a: Weights, b: Weights) => sameValues(a.get(name) ?? [], b.get(name) ?? []);
    if (!same(first, again)) {
      throw broken(
        subject,
        `${name} differs between two models with the same seed: its initializer must use context.seed`,
      );
    }
    if (same(unseeded, unseededAgain) && !same(first, other)) {
      throw broken(
        subject,
        `${name} is the same in two models without a seed: its initializer must use context.seed`,
      );
    }
    if (!same(unseeded, unseededAgain) && same(first, other)) {
      throw broken(subject, `${name} is the same for two seeds: its initializer must use context.seed`);
    }
  }
  const drawn = [...first].filter(([name, values]) => !sameValues(values, other.get(name) ?? []));
  for (const [i, [name, values]] of drawn.entries()) {
    const twin = drawn.slice(0, i).find(([, earlier]) => sameValues(earlier, values));
    if (!twin) continue;
    throw broken(subject, `${twin[0]} and ${name} have the same values: each needs its own context.seed`);
  }
}

/** Compares the seeds in the options of layers: a weight with a fixed seed would look like a constant weight. */
function requireOtherSeeds(subject: Subject): void {
  const seedsOf = (seed: number) =>
    [...plannedText(subject, subject.spec, seed).matchAll(/"seed":(-?\d+)/g)].map(([, digits]) => digits);
  const others = seedsOf(2);
  const fixed = seedsOf(1).find((digits, i) => digits === others[i]);
  if (fixed === undefined) return;
  throw broken(
    subject,
    `a layer has the seed ${fixed} for every seed of the network: it must use context.seed`,
  );
}
