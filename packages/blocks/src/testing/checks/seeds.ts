import { broken, type Subject } from '../subject';
import { sameNumbers, weightValues, withModel } from '../test-models';

type Weights = Map<string, Float32Array>;

/**
 * Checks that the same seed gives the same weights, another seed others, and no seed others each time; and that no two weights
 * are drawn of the same seed. Weights that are not drawn, such as zeros, may stay.
 */
export async function followsItsSeed(subject: Subject): Promise<void> {
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
        `${name} is the same in two models without a seed: context.seed gives undefined then`,
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
