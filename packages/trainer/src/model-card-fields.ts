import { shown } from '@nin/checks';
import type { ChannelNormalization, ModelCard, ModelInput, ModelSource } from './model-card';
import { ModelCardError } from './model-card';

/** Throws an error that states the rule of a field. */
export type Refuse = (field: string, rule: string, value: unknown) => never;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Returns a saved card, checked field by field, since the file may be untrusted. Unknown fields are dropped.
 *
 * @throws ModelCardError that names the first invalid field.
 */
export function fieldsOfCard(where: string, written: unknown): ModelCard {
  const refuse: Refuse = (field, rule, value) => {
    throw new ModelCardError(
      'damaged',
      `${where}: ${field} of the model's card must be ${rule}, got ${shown(value)}`,
    );
  };
  const card = objectOf(refuse, 'the whole', written);
  if (card.version !== 1) refuse('version', '1', card.version);
  return withoutUndefined({
    version: 1,
    input: inputOf(refuse, card.input),
    classNames: classNamesOf(refuse, card.classNames),
    output: outputOf(refuse, card.output),
    loss: lossOf(refuse, card.loss),
    source: sourceOf(refuse, card.source),
  });
}

function inputOf(refuse: Refuse, value: unknown): ModelInput {
  const input = objectOf(refuse, 'input', value);
  const side = (name: 'height' | 'width') => {
    const given = input[name];
    if (given === null || isPositiveInteger(given)) return given;
    return refuse(`input.${name}`, 'a positive integer or null', given);
  };
  const { channels } = input;
  if (!isPositiveInteger(channels)) return refuse('input.channels', 'a positive integer', channels);
  const normalization = normalizationOf(refuse, input.normalization, channels, 'input.');
  const range = rangeOf(normalization);
  const given = input.range;
  const agrees =
    Array.isArray(given) &&
    given.length === 2 &&
    range.every((bound, i) => Math.abs(bound - Number(given[i])) <= 1e-3 * (range[1] - range[0]));
  if (!agrees) refuse('input.range', `${shown([...range])}, as follows from its normalization`, given);
  return { height: side('height'), width: side('width'), channels, range, normalization };
}

/** Returns minimum and maximum of normalized pixels. */
export function rangeOf(normalization: ChannelNormalization | 'inside'): readonly [number, number] {
  if (normalization === 'inside') return [0, 255];
  const { mean, std } = normalization;
  const ends = mean.flatMap((center, channel) => [0, 1].map((end) => (end - center) / (std[channel] ?? 1)));
  return [Math.min(...ends), Math.max(...ends)];
}

/** Checks a normalization for the given number of channels. */
export function normalizationOf(
  refuse: Refuse,
  value: unknown,
  channels: number,
  parent = '',
): ChannelNormalization | 'inside' {
  if (value === 'inside') return value;
  const isObject = typeof value === 'object' && value !== null;
  const { mean, std } = (isObject ? value : {}) as Fields;
  if (!isObject || mean === undefined || std === undefined) {
    return refuse(`${parent}normalization`, "'inside', or mean and std per channel", value);
  }
  const fits = (numbers: unknown, right: (number: number) => boolean): numbers is readonly number[] =>
    Array.isArray(numbers) &&
    numbers.length === channels &&
    numbers.every((number) => Number.isFinite(number) && right(Number(number)));
  if (!fits(mean, () => true)) {
    return refuse(`${parent}normalization.mean`, `${channels} finite numbers, one per channel`, mean);
  }
  if (!fits(std, (number) => number > 0)) {
    return refuse(`${parent}normalization.std`, `${channels} positive numbers, one per channel`, std);
  }
  return { mean: [...mean], std: [...std] };
}

/** Checks the class names. */
export function classNamesOf(refuse: Refuse, value: unknown): readonly string[] {
  if (!Array.isArray(value)) return refuse('classNames', 'an array of names', value);
  const names: readonly unknown[] = value;
  const wrong = names.findIndex((name) => !isText(name));
  if (wrong >= 0) refuse(`classNames[${wrong}]`, textRule, names[wrong]);
  return names as readonly string[];
}

/** Checks the kind of outputs. */
export function outputOf(refuse: Refuse, value: unknown): ModelCard['output'] {
  if (value === 'logits' || value === 'probabilities') return value;
  return refuse('output', "'logits' or 'probabilities'", value);
}

/** Checks the name of the loss, if given. */
export function lossOf(refuse: Refuse, value: unknown): string | undefined {
  return optional(refuse, 'loss', value, isText, textRule);
}

/** Checks the origin of a model, if given. */
export function sourceOf(refuse: Refuse, value: unknown): ModelSource | undefined {
  if (value === undefined) return undefined;
  const source = objectOf(refuse, 'source', value);
  const field = <Value>(name: keyof ModelSource, right: (value: unknown) => value is Value, rule: string) =>
    optional(refuse, `source.${name}`, source[name], right, rule);
  return withoutUndefined({
    data: field('data', isText, textRule),
    synthetic: field('synthetic', isBoolean, 'true or false'),
    epochs: field('epochs', isCount, 'a non-negative integer'),
    testAccuracy: field('testAccuracy', isShare, 'a number from 0 to 1'),
    testImages: field('testImages', isPositiveInteger, 'a positive integer'),
    versions: field('versions', isTexts, 'an object of strings'),
  });
}

function optional<Value>(
  refuse: Refuse,
  field: string,
  value: unknown,
  right: (value: unknown) => value is Value,
  rule: string,
): Value | undefined {
  return value === undefined || right(value) ? value : refuse(field, rule, value);
}

function objectOf(refuse: Refuse, field: string, value: unknown): Fields {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Fields) : refuse(field, 'an object', value);
}

/** Removes undefined fields, which tfjs rejects in metadata. */
function withoutUndefined<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Value;
}

const textRule = 'a string of 1 to 200 characters without control characters';

/** Whether a value is a short string that is safe to print. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 200 && !/\p{Cc}/u.test(value);
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && Object.entries(value).every((entry) => entry.every(isText));
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isPositiveInteger(value: unknown): value is number {
  return isCount(value) && value > 0;
}

function isShare(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}
