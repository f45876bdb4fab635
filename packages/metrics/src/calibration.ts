import { requireBoolean, requireOptions, requirePositiveInteger, type OptionNames } from '@nin/checks';
import type { ClassValues } from './class-values';
import { readScores, type ScoreRows } from './score-rows';

/** Options of {@link calibration}. */
export interface CalibrationOptions {
  /** Whether the scores are logits, to be turned into probabilities by softmax. Default false. */
  fromLogits?: boolean | undefined;
  /** How many bins of equal width the confidences from 0 to 1 are sorted into. Positive integer up to 10,000. Default 15. */
  bins?: number | undefined;
}

const mostBins = 10_000;

const optionNames: OptionNames<CalibrationOptions> = { fromLogits: true, bins: true };

/** The samples whose confidence lies above `lower` and not above `upper`. */
export interface CalibrationBin {
  readonly lower: number;
  readonly upper: number;
  /** How many samples the bin holds. */
  readonly count: number;
  /** The mean of the predictions' probabilities; NaN in an empty bin. */
  readonly confidence: number;
  /** The share of samples predicted right; NaN in an empty bin. */
  readonly accuracy: number;
}

/** How far the probabilities of a classifier can be taken at their word. */
export interface Calibration {
  /** From the lowest confidence to the highest, empty ones included: the points of a reliability diagram. */
  readonly bins: readonly CalibrationBin[];
  /** The mean of the predictions' probabilities, over all samples. Above `accuracy`, the classifier is overconfident. */
  readonly confidence: number;
  /** The share of samples predicted right. */
  readonly accuracy: number;
  /** The mean distance between confidence and accuracy of the bins, each weighted with its samples. In [0, 1]. */
  readonly expectedCalibrationError: number;
  /** The largest distance between confidence and accuracy of any bin that holds samples. In [0, 1]. */
  readonly maximumCalibrationError: number;
  /** The mean, over the samples, of the squared errors summed over the classes. In [0, 2], not halved. */
  readonly brierScore: number;
}

/** How far from 1 the probabilities of one sample may sum: room for float32, and for a float16 model. */
const sumTolerance = 0.01;

/**
 * Reliability bins, expected and maximum calibration error, and the Brier score.
 *
 * A sample's confidence is its highest probability, its prediction the class that has it (the first of equal ones).
 *
 * @param labels The true class of each sample: indices from 0 to classes − 1. At least one.
 * @param scores [labels.length, classes], as rows or row-major: probabilities, or logits with `fromLogits`.
 * @throws RangeError if the shapes do not fit, a label is no class index, a row holds no probabilities (or, with
 *   `fromLogits`, no finite numbers), or an option is out of range.
 * @throws TypeError if an argument is of another kind, or an option's name is unknown.
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

/** Turns logits into probabilities, in place. */
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
