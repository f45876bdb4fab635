export {
  activation,
  batchNorm,
  boolean,
  channels,
  fraction,
  integer,
  kernelInitializer,
  object,
  oneOf,
  positiveInteger,
  positiveIntegers,
  positiveNumber,
  nonNegativeInteger,
} from './fields';
export { specJsonSchema } from './json-schema';
export { problem, problemsOf } from '../problem';
