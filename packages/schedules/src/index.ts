export { cosineAnnealing, type CosineAnnealingOptions } from './cosine-annealing';
export type { Schedule } from './schedule';
