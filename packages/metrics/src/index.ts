export { accuracy } from './accuracy';
export { calibration, type Calibration, type CalibrationBin, type CalibrationOptions } from './calibration';
export {
  classificationReport,
  type ClassificationReport,
  type ClassificationReportOptions,
  type ClassScores,
  type Scores,
} from './classification-report';
export type { ClassValues } from './class-values';
export type { ColorMap, Scheme } from './color-scale';
export { confusionMatrix, type ConfusionMatrix, type ConfusionMatrixOptions } from './confusion-matrix';
export { formatReport, type FormatReportOptions } from './format-report';
export type { CellValues } from './heat-map';
export { mostConfused, type ConfusedPair, type MostConfusedOptions } from './most-confused';
export type { Normalization } from './normalize';
export { normalize, type NormalizedMatrix } from './normalize';
export type { CountedMatrix } from './read-matrix';
export type { Rows } from './rows';
export type { ScoreRows } from './score-rows';
export type { TensorLike } from './tensor-like';
export type { Theme } from './theme';
export { toCsv, type CsvOptions } from './to-csv';
export { toHtml, type HtmlOptions } from './to-html';
export { toJson, type JsonOptions } from './to-json';
export { toSvg, type SvgOptions } from './to-svg';
export { toText, type TextOptions } from './to-text';
export { topKAccuracy, type TopKAccuracyOptions } from './top-k-accuracy';
