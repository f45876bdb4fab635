export { requireBackend } from './backend';
export { isPromise, shown } from './shown';
export { didYouMean, nearestName } from './nearest-name';
export {
  requireFraction,
  requireInteger,
  requireNonNegative,
  requireNonNegativeInteger,
  requirePositive,
  requirePositiveInteger,
} from './numbers';
export { printableOptionError } from './option-error';
export { requireOptions, type OptionNames } from './options';
export { printable, printableJson, printableLines } from './printable';
export {
  choiceProblem,
  requireArray,
  requireBoolean,
  requireFunction,
  requireOneOf,
  requireString,
} from './values';
