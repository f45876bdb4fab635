import { classificationReport, type ClassScores } from './classification-report';
import { groupClasses, type ClassGroups } from './class-groups';
import type { ConfusionMatrix } from './confusion-matrix';
import { heatMap, type HeatMap } from './heat-map';
import { largestCells } from './largest-cells';
import { type Normalization, normalize } from './normalize';

/** Two classes of which the first was taken for the second. */
export interface DigestPair {
  readonly trueName: string;
  readonly predictedName: string;
  readonly count: number;
  /** Fraction by which the matrix is normalized; of the true class if it is not normalized. */
  readonly share: number;
  /** How deep the pair is colored, from 0 to 1, the first pair. */
  readonly shade: number;
}

/** A class that is seldom found, and what it was taken for most often, if it ever was. */
export interface DigestClass extends ClassScores {
  readonly takenFor?: { readonly name: string; readonly count: number };
}

/** What a matrix of many classes comes down to. */
export interface Digest {
  readonly groups: ClassGroups;
  /** The heat map of the groups. */
  readonly map: HeatMap;
  /** The most confused pairs, the worst first: by count, or by share if the matrix is to be normalized. */
  readonly pairs: readonly DigestPair[];
  /** The classes of the lowest recall, the lowest first; of equal ones, those with more samples, then by index. */
  readonly weakest: readonly DigestClass[];
  /** How many classes have a recall from 0 to 10%, from 10 to 20%, and so on; 100% is in the last. */
  readonly recalls: readonly number[];
}

/**
 * Comes down to what a reader of many classes looks for.
 *
 * Groups are shaded by the square root: a few samples in a hundred taken for another class would be as good as white
 * beside the diagonal.
 *
 * @param limits How many pairs and classes it may hold.
 */
export function digestOf(
  matrix: ConfusionMatrix,
  over: Normalization | undefined,
  limits: { pairs: number; classes: number },
): Digest {
  const groups = groupClasses(matrix);
  const found = classificationReport(matrix)
    .classes.map((scores, index) => ({ scores, index }))
    .filter(({ scores }) => scores.support > 0);
  const recalls = new Array<number>(10).fill(0);
  for (const { scores } of found) recalls[Math.min(Math.floor(scores.recall * 10), 9)]++;
  const weakest = found
    .sort((a, b) => a.scores.recall - b.scores.recall || b.scores.support - a.scores.support)
    .slice(0, limits.classes)
    .map(({ scores, index }) => ({ ...scores, ...takenFor(matrix, index) }));
  return {
    groups,
    map: heatMap(groups.matrix, over, Math.sqrt),
    pairs: worstPairs(matrix, over, limits.pairs),
    weakest,
    recalls,
  };
}

function worstPairs(
  matrix: ConfusionMatrix,
  over: Normalization | undefined,
  limit: number,
): readonly DigestPair[] {
  const { classes, classNames, counts } = matrix;
  const { values: shares } = normalize(matrix, over ?? 'true');
  const measure = (index: number) => (over === undefined ? counts : shares)[index];
  const cells = largestCells(counts, classes, measure, limit);
  return cells.map((index) => ({
    trueName: classNames[Math.floor(index / classes)],
    predictedName: classNames[index % classes],
    count: counts[index],
    share: shares[index],
    shade: measure(index) / measure(cells[0]),
  }));
}

function takenFor(
  { classes, classNames, counts }: ConfusionMatrix,
  trueClass: number,
): Pick<DigestClass, 'takenFor'> {
  let [most, predictedClass] = [0, 0];
  for (let other = 0; other < classes; other++) {
    const count = counts[trueClass * classes + other];
    if (other !== trueClass && count > most) [most, predictedClass] = [count, other];
  }
  return most === 0 ? {} : { takenFor: { name: classNames[predictedClass], count: most } };
}

/** What the shares of pairs are shares of. */
export function shareHeading(over: Normalization | undefined): string {
  return { true: 'of true class', predicted: 'of predicted class', all: 'of all samples' }[over ?? 'true'];
}

/** The name of a bin of recalls, from 0 to 9. */
export function recallBin(bin: number): string {
  return `${bin * 10}–${(bin + 1) * 10}%`;
}

/** What the digest is, in a line. */
export function digestLine({ classes }: ConfusionMatrix, { size }: ClassGroups): string {
  return `${classes.toLocaleString('en-US')} classes in groups of ${size}`;
}
