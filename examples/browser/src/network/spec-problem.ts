import type { BlockField } from './network-draft';

/** Where a network is impossible, and by which rule, as far as the message tells. */
export interface SpecProblem {
  /** From 0; undefined: the input, or the network as a whole. */
  block: number | undefined;
  /** Undefined: no field of the page. */
  field: BlockField | 'inputShape' | 'blocks' | undefined;
  rule: ProblemRule;
  /** The message without the function and the block it names. */
  message: string;
}

/** The rules of `@nin/blocks` that a person can break in the fields. */
export type ProblemRule =
  | { name: 'positiveInteger' | 'wholeNumber' | 'share' | 'imageShape' | 'noBlocks' | 'other' }
  | { name: 'layerCount'; layers: string; widths: string }
  | { name: 'window'; window: string; map: string };

/** What a message calls a field, and the field. A window that does not fit is told where its size is typed. */
const fields: Readonly<Record<string, SpecProblem['field']>> = {
  filters: 'filters',
  kernelSize: 'kernelSize',
  strides: 'strides',
  padding: 'padding',
  mlpLayers: 'mlpLayers',
  mlpFilters: 'mlpFilters',
  batchNorm: 'batchNorm',
  outputActivation: 'outputActivation',
  'a convolution': 'kernelSize',
  'a pooling': 'poolSize',
  'pool.kind': 'poolKind',
  'pool.size': 'poolSize',
  'pool.strides': 'poolStrides',
  'pool.padding': 'poolPadding',
  dropout: 'dropout',
  inputShape: 'inputShape',
  blocks: 'blocks',
};

/** Reads the place and the rule out of a message of `@nin/blocks`: `layerShapes: block 2: kernelSize must be …`. */
export function specProblem(message: string): SpecProblem {
  const parts = /^\w+: (?:block (\d+): )?(.*)$/s.exec(message);
  const [, number, told = message] = parts ?? [];
  const subject = /^(a convolution|a pooling|pool\.\w+|\w+)/.exec(told)?.[1] ?? '';
  return {
    block: number === undefined ? undefined : Number(number) - 1,
    field: parts ? fields[subject] : undefined,
    rule: ruleOf(told),
    message: told,
  };
}

function ruleOf(told: string): ProblemRule {
  const window = / of (\S+) without padding must have a map of at least that size, got (\S+)$/.exec(told);
  if (window) return { name: 'window', window: window[1] ?? '', map: window[2] ?? '' };
  if (told.includes(' must be a non-negative integer, ')) return { name: 'wholeNumber' };
  if (told.includes(' must be a positive integer, ')) return { name: 'positiveInteger' };
  if (told.includes(' must be in [0, 1), ')) return { name: 'share' };
  if (told.includes(' must be [height, width, channels] ')) return { name: 'imageShape' };
  if (told.includes('at least one block, ')) return { name: 'noBlocks' };
  return { name: 'other' };
}
