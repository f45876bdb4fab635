import { plannedText } from '../graph-text';
import { broken, type Subject } from '../subject';
import { sameNumbers, weightValues, withModel } from '../test-models';

type Weights = Map<string, Float32Array>;

/**
 * Checks that the same seed gives the same weights, another seed others, and no seed others each time; and that no two weights
 * are drawn of the same seed. Weights that are not drawn, such as zeros, may stay.
 */
export async function followsItsSeed(subject: Subject): Promise<void> {
  requireOtherSeeds(subject);
  const weights = (seed?: number): Promise<Weights> => withModel(subject, { seed }, weightValues);
  const [first, again, other] = [await weights(1), await weights(1), await weights(2)];
  const [unseeded, unseededAgain] = [await weights(), await weights()];
  for (const name of first.keys()) {
    const same = (a: Weights, b: Weights) => sameNumbers(a.get(name) ?? [], b.get(name) ?? []);
    if (!same(first, again)) {
      throw broken(
        subject,
        `${name} differs between two models of the same seed: its initializer must get context.seed`,
      );
    }
    if (same(unseeded, unseededAgain) && !same(first, other)) {
      throw broken(
        subject,
        `${name} is the same in two models without a seed: context.seed gives others then`,
      );
    }
    if (!same(unseeded, unseededAgain) && same(first, other)) {
      throw broken(subject, `${name} is the same for two seeds: its initializer must get context.seed`);
    }
  }
  const drawn = [...first].filter(([name, values]) => !sameNumbers(values, other.get(name) ?? []));
  for (const [i, [name, values]] of drawn.entries()) {
    const twin = drawn.slice(0, i).find(([, earlier]) => sameNumbers(earlier, values));
    if (!twin) continue;
    throw broken(
      subject,
      `${twin[0]} and ${name} are the same numbers: each needs a context.seed of its own`,
    );
  }
}

/** Layers say their seeds among their options: a weight drawn of a fixed seed would look like one that is not drawn. */
function requireOtherSeeds(subject: Subject): void {
  const seedsOf = (seed: number) =>
    [...plannedText(subject, subject.spec, seed).matchAll(/"seed":(-?\d+)/g)].map(([, digits]) => digits);
  const others = seedsOf(2);
  const fixed = seedsOf(1).find((digits, i) => digits === others[i]);
  if (fixed === undefined) return;
  throw broken(
    subject,
    `a layer has the seed ${fixed} whatever the seed of the network is: it must be one of context.seed`,
  );
}
