import { requireBoolean, requireOptions, requirePositiveInteger, type OptionNames } from '@nin/checks';
import type { ClassValues } from './class-values';
import { readScores, type ScoreRows } from './score-rows';

/** Options of {@link calibration}. */
export interface CalibrationOptions {
  /** Whether the scores are logits, to which softmax is applied. Default false. */
  fromLogits?: boolean | undefined;
  /** Number of bins of equal width for confidences from 0 to 1. Positive integer up to 10,000. Default 15. */
  bins?: number | undefined;
}

const mostBins = 10_000;

const optionNames: OptionNames<CalibrationOptions> = { fromLogits: true, bins: true };

/** Samples whose confidence is above `lower` and at most `upper`. */
export interface CalibrationBin {
  readonly lower: number;
  readonly upper: number;
  /** Number of samples in the bin. */
  readonly count: number;
  /** Mean confidence; NaN in an empty bin. */
  readonly confidence: number;
  /** Fraction of samples predicted correctly; NaN in an empty bin. */
  readonly accuracy: number;
}

/** Calibration of a classifier: how well its probabilities match its accuracy. */
export interface Calibration {
  /** Bins by increasing confidence, including empty ones: the points of a reliability diagram. */
  readonly bins: readonly CalibrationBin[];
  /** Mean confidence over all samples. If it is above `accuracy`, the classifier is overconfident. */
  readonly confidence: number;
  /** Fraction of samples predicted correctly. */
  readonly accuracy: number;
  /** Mean difference between confidence and accuracy of the bins, weighted by samples. In [0, 1]. */
  readonly expectedCalibrationError: number;
  /** Maximum difference between confidence and accuracy of the non-empty bins. In [0, 1]. */
  readonly maximumCalibrationError: number;
  /** Mean over the samples of the squared errors, summed over the classes. In [0, 2], not halved. */
  readonly brierScore: number;
}

/** Tolerance of the sum of a sample's probabilities, for float32 and float16 models. */
const sumTolerance = 0.01;

/**
 * Returns reliability bins, expected and maximum calibration error, and the Brier score.
 *
 * The confidence of a sample is its highest probability, its prediction the class with that probability (the first if equal).
 *
 * @param labels true class of each sample: indices from 0 to classes − 1. At least one.
 * @param scores [labels.length, classes], as rows or row-major: probabilities, or logits with `fromLogits`.
 * @throws RangeError if the shapes do not match, a label is not a class index, scores are not probabilities (or, with
 *   `fromLogits`, not finite), or an option is out of range.
 * @throws TypeError if an argument is of the wrong type, or an option is unknown.
 * @see Guo et al., "On Calibration of Modern Neural Networks", arXiv 1706.04599, section 2, for the bins and errors.
 * @see Brier, "Verification of forecasts expressed in terms of probability", 1950, for the score.
 */
export function calibration(
  labels: ClassValues,
  scores: ScoreRows,
  options: CalibrationOptions = {},
): Calibration {
  const read = readScores('calibration', labels, scores);
  requireOptions('calibration: options', options, optionNames);
  const { fromLogits = false, bins = 15 } = options;
  requireBoolean('calibration: fromLogits', fromLogits);
  requirePositiveInteger('calibration: bins', bins, mostBins);
  const tallies = Array.from({ length: bins }, (_, i) => ({
    lower: i / bins,
    upper: (i + 1) / bins,
    count: 0,
    confidence: 0,
    correct: 0,
  }));
  let squaredErrors = 0;
  const row = new Float64Array(read.classes);
  for (let i = 0; i < read.labels.length; i++) {
    row.forEach((_, j) => (row[j] = read.scores[i * read.classes + j]));
    if (fromLogits) softmax(row, i);
    else requireProbabilities(row, i);
    const prediction = row.reduce((best, probability, j) => (probability > row[best] ? j : best), 0);
    const confidence = Math.min(row[prediction], 1);
    const tally = tallies.find(({ upper }) => confidence <= upper) ?? tallies[bins - 1];
    tally.count++;
    tally.confidence += confidence;
    tally.correct += prediction === read.labels[i] ? 1 : 0;
    squaredErrors += row.reduce(
      (sum, probability, j) => sum + (probability - (j === read.labels[i] ? 1 : 0)) ** 2,
      0,
    );
  }

  const samples = read.labels.length;
  const gaps = tallies.map(({ confidence, correct }) => Math.abs(confidence - correct));
  return {
    bins: tallies.map(({ lower, upper, count, confidence, correct }) => ({
      lower,
      upper,
      count,
      confidence: confidence / count,
      accuracy: correct / count,
    })),
    confidence: tallies.reduce((sum, { confidence }) => sum + confidence, 0) / samples,
    accuracy: tallies.reduce((sum, { correct }) => sum + correct, 0) / samples,
    expectedCalibrationError: gaps.reduce((sum, gap) => sum + gap, 0) / samples,
    maximumCalibrationError: Math.max(...gaps.map((gap, i) => (gap === 0 ? 0 : gap / tallies[i].count))),
    brierScore: squaredErrors / samples,
  };
}

/** Applies softmax to a row, in place. */
function softmax(row: Float64Array, sample: number): void {
  const bad = row.find((logit) => !Number.isFinite(logit));
  if (bad !== undefined) {
    throw new RangeError(`calibration: logits must be finite, got ${bad} in sample ${sample}`);
  }
  // The largest logit becomes 0, so that no exponential overflows.
  const largest = row.reduce((a, b) => Math.max(a, b));
  row.forEach((logit, j) => (row[j] = Math.exp(logit - largest)));
  const sum = row.reduce((a, b) => a + b);
  row.forEach((exponential, j) => (row[j] = exponential / sum));
}

function requireProbabilities(row: Float64Array, sample: number): void {
  const bad = row.find((probability) => !(probability >= 0 && probability <= 1 + sumTolerance));
  const hint = 'for logits set fromLogits';
  if (bad !== undefined) {
    throw new RangeError(
      `calibration: scores must be probabilities (${hint}), got ${bad} in sample ${sample}`,
    );
  }
  const sum = row.reduce((a, b) => a + b);
  if (Math.abs(sum - 1) > sumTolerance) {
    throw new RangeError(
      `calibration: scores of a sample must be probabilities that sum to 1 (${hint}), got a sum of ${sum} in sample ${sample}`,
    );
  }
}
