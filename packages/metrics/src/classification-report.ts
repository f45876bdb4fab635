import { requireOptions, shown, type OptionNames } from '@nin/checks';
import { readMatrix, type CountedMatrix } from './read-matrix';

/** Precision, recall and F1 in [0, 1], or `zeroDivision` if they are 0 / 0. */
export interface Scores {
  /** Fraction of the samples predicted as the class that belong to it. */
  readonly precision: number;
  /** Fraction of the class's samples that are predicted as it. */
  readonly recall: number;
  /** Harmonic mean of precision and recall: 2 · hits / (samples + predictions). */
  readonly f1: number;
  /** Number of samples of the class. */
  readonly support: number;
}

/** Scores of one class. */
export interface ClassScores extends Scores {
  readonly name: string;
}

/** Scores per class and their averages, over all classes of the matrix, including those that never occur. */
export interface ClassificationReport {
  /** In the order of the class indices. */
  readonly classes: readonly ClassScores[];
  /** Fraction of samples predicted correctly. */
  readonly accuracy: number;
  /** Scores over all samples together. With one label per sample, all three equal the accuracy. */
  readonly micro: Scores;
  /** Mean over the classes with equal weights. */
  readonly macro: Scores;
  /** Mean over the classes, weighted by support. */
  readonly weighted: Scores;
}

/** Options of {@link classificationReport}. */
export interface ClassificationReportOptions {
  /** Value of 0 / 0: 0, 1, or NaN, which averages ignore. Default 0. */
  zeroDivision?: number | undefined;
}

const optionNames: OptionNames<ClassificationReportOptions> = { zeroDivision: true };

/**
 * Returns precision, recall, F1 and support of each class, and their micro, macro and weighted averages.
 *
 * Precision is 0 / 0 for a class that is never predicted, recall for a class without samples, F1 only for both.
 *
 * @throws RangeError if `zeroDivision` is not 0, 1 or NaN, or the matrix contradicts its class count.
 * @throws TypeError if an argument is of the wrong type, or an option is unknown.
 * @see `sklearn.metrics.classification_report`, with `labels` naming every class.
 * @see {@link formatReport} for the report as text.
 */
export function classificationReport(
  matrix: CountedMatrix,
  options: ClassificationReportOptions = {},
): ClassificationReport {
  const { classes, classNames, counts } = readMatrix('classificationReport', matrix);
  requireOptions('classificationReport: options', options, optionNames);
  const { zeroDivision = 0 } = options;
  if (![0, 1, NaN].includes(zeroDivision)) {
    throw new RangeError(
      `classificationReport: zeroDivision must be one of 0, 1, NaN, got ${shown(zeroDivision)}`,
    );
  }
  const hits = new Float64Array(classes);
  const predicted = new Float64Array(classes);
  const support = new Float64Array(classes);
  for (let row = 0, index = 0; row < classes; row++) {
    for (let column = 0; column < classes; column++, index++) {
      support[row] += counts[index];
      predicted[column] += counts[index];
    }
    hits[row] = counts[row * (classes + 1)];
  }

  const perClass = classNames.map((name, i) => ({
    name,
    ...scores(hits[i], predicted[i], support[i], zeroDivision),
  }));
  const micro = scores(sum(hits), sum(predicted), sum(support), zeroDivision);
  return {
    classes: perClass,
    accuracy: micro.f1,
    micro,
    macro: average(perClass, () => 1),
    weighted: average(perClass, ({ support }) => support),
  };
}

function scores(hits: number, predicted: number, support: number, zeroDivision: number): Scores {
  const ratio = (part: number, whole: number) => (whole === 0 ? zeroDivision : part / whole);
  return {
    precision: ratio(hits, predicted),
    recall: ratio(hits, support),
    f1: ratio(2 * hits, predicted + support),
    support,
  };
}

function average(classes: readonly Scores[], weightOf: (scores: Scores) => number): Scores {
  const mean = (score: (scores: Scores) => number) => {
    const defined = classes.filter((scores) => !Number.isNaN(score(scores)));
    const weights = defined.map(weightOf);
    // Without samples all weights are 0; scikit-learn then uses the unweighted mean.
    const total = sum(weights);
    const terms = defined.map((scores, i) => score(scores) * (total === 0 ? 1 : weights[i]));
    return sum(terms) / (total === 0 ? defined.length : total);
  };
  return {
    precision: mean(({ precision }) => precision),
    recall: mean(({ recall }) => recall),
    f1: mean(({ f1 }) => f1),
    support: sum(classes.map(({ support }) => support)),
  };
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}
