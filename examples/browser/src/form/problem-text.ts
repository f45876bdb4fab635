import type { Problem } from '@nin/blocks';
import { formatCount, texts } from '../language/language';
import type { FormField } from './form-field';
import { crossed } from '../language/numbers';

/** Says what to do about a broken rule, whose name is that of `@nin/blocks`. */
type Rules = Readonly<
  Partial<Record<string, (broken: Broken) => readonly [en: string | undefined, ru: string | undefined]>>
>;
type Broken = Pick<Problem, 'limit' | 'value'>;

const rules: Rules = {
  'a positive integer': ({ limit }) => [
    limit === undefined
      ? 'A whole number above zero, please.'
      : `A whole number from 1 to ${count(limit)}, please.`,
    limit === undefined ? 'Нужно целое число больше нуля.' : `Нужно целое число от 1 до ${count(limit)}.`,
  ],
  'a non-negative integer': ({ limit }) => [
    limit === undefined
      ? 'A whole number, zero or above, please.'
      : `A whole number from 0 to ${count(limit)}, please.`,
    limit === undefined
      ? 'Нужно целое число, ноль или больше.'
      : `Нужно целое число от 0 до ${count(limit)}.`,
  ],
  'in [0, 1)': () => ['A share from 0 to below 1, please.', 'Нужна доля от 0 до 1, не включая 1.'],
  'a positive number': ({ limit }) => [
    limit === undefined
      ? 'A number above zero, please.'
      : `A number above zero, up to ${count(limit)}, please.`,
    limit === undefined ? 'Нужно число больше нуля.' : `Нужно число больше нуля, не больше ${count(limit)}.`,
  ],
  'a non-negative number': ({ limit }) => [
    limit === undefined ? 'A number, zero or above, please.' : `A number from 0 to ${count(limit)}, please.`,
    limit === undefined ? 'Нужно число, ноль или больше.' : `Нужно число от 0 до ${count(limit)}.`,
  ],
  'a number from 0 to 1': () => ['A number from 0 to 1, please.', 'Нужно число от 0 до 1.'],
  'a string that is not empty': () => ['A text, please.', 'Нужен текст.'],
  'a known field': ({ limit }) => [
    `There is no such field, only: ${listed(limit)}.`,
    `Такого поля здесь нет, есть только: ${listed(limit)}.`,
  ],
  'one of': ({ limit }) => [
    `One of these, please: ${listed(limit)}.`,
    `Возможные значения: ${listed(limit)}.`,
  ],
  'true or false': () => ['Yes or no, please: true or false.', 'Нужно «да» или «нет»: true или false.'],
  'an array with one entry for each of mlpLayers': ({ value }) => [
    `As many numbers as 1×1 layers, please, or one for all; here are ${entries(value)}.`,
    `Нужно столько же чисел, сколько слоёв 1×1, или одно общее, а здесь ${entries(value)}.`,
  ],
  'an array of at least one positive integer': () => [
    'At least one 1×1 layer, please.',
    'Нужен хотя бы один слой 1×1.',
  ],
  '[height, width, channels] in positive integers': () => [
    'Height, width and channels are whole numbers above zero.',
    'Высота, ширина и число каналов — целые числа больше нуля.',
  ],
  '[height, width, channels] in positive integers up to 1,000,000': () => [
    'Height, width and channels are whole numbers from 1 to 1,000,000.',
    'Высота, ширина и число каналов — целые числа от 1 до 1 000 000.',
  ],
  'an array of at least one block': () => [
    'A network has at least one block.',
    'В сети должен быть хотя бы один блок.',
  ],
  'a window that fits on its map': ({ value, limit }) => [
    sizes(value) &&
      `A window of ${sizes(value)} without padding does not fit on a map of ${sizes(limit)}. Make it smaller, or pad (same).`,
    sizes(value) &&
      `Окно ${sizes(value)} без дополнения не помещается на карте ${sizes(limit)}. Уменьшите окно или включите дополнение (same).`,
  ],
  'layers in all': ({ limit }) => [
    `A network has up to ${count(limit)} layers in all; this one has more.`,
    `В сети может быть не больше ${count(limit)} слоёв, а в этой их больше.`,
  ],
};

const ruleText = texts({
  rules,
  range: (least: string, most: string) => [
    `A whole number from ${least} to ${most}, please.`,
    `Нужно целое число от ${least} до ${most}.`,
  ],
  list: (longest: string) => [
    `Whole numbers above zero, please: one, or a list of up to ${longest}.`,
    `Нужны целые числа больше нуля: одно или список до ${longest}.`,
  ],
});

/**
 * What is wrong, in the words of the page. A rule that has no words is said by the ends of its field, where it has some.
 *
 * @returns undefined if the page has no words for it.
 */
export function problemText({ rule, ...broken }: Problem, field: FormField | undefined): string | undefined {
  const words = ruleText();
  const known = words.rules[rule];
  if (known) return known(broken);
  const { control, isWhole, least, most, longest } = field ?? {};
  if (isWhole && least !== undefined && most !== undefined)
    return words.range(formatCount(least), formatCount(most));
  if (control === 'list' && longest !== undefined) return words.list(formatCount(longest));
  return undefined;
}

function count(limit: unknown): string {
  return formatCount(Number(limit));
}

function listed(limit: unknown): string {
  return [limit].flat().join(', ');
}

/** Undefined of a layer that has no window, which only the message names. */
function sizes(value: unknown): string | undefined {
  return crossed(value as readonly number[]) || undefined;
}

function entries(value: unknown): number {
  return [value].flat().length;
}
