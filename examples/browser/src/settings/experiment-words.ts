import type { Experiment } from '@nin/recipes';
import { formatNumber } from '../language/numbers';
import { networkText } from '../network/network-text';
import { experimentText } from './experiment-text';

const blockPath = /^network\.blocks\.(\d+)\.(.+)$/;

/** Returns the name of a path of an experiment, as its field is called: `Learning rate`, `Block 2: Filters`. */
export function pathName(path: string): string {
  const words = experimentText();
  const [, block, field] = blockPath.exec(path) ?? [];
  if (block === undefined || field === undefined) {
    // What is inside a field is called as the field.
    const steps = path.split('.');
    const names = steps.map((_, end) => words.fields[steps.slice(0, steps.length - end).join('.')]);
    return names.find((name) => name !== undefined) ?? path;
  }
  const { fields } = networkText();
  const name = fields[field] ?? field;
  const isOfPool = field.startsWith('pool.') && field !== 'pool.kind';
  return words.block(Number(block) + 1, isOfPool ? `${fields['pool.kind']}, ${name}` : name);
}

/** Returns the value at a path of an experiment, as its field shows it; undefined: where it is not set. */
export function valueText(path: string, value: unknown): string {
  const words = experimentText();
  const [, , field] = blockPath.exec(path) ?? [];
  if (value === undefined) return field === 'mlpFilters' ? words.widthsNotSet : (words.notSet[path] ?? '–');
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value !== 'string')
    return path === 'network.inputShape' ? crossedOf(value) : JSON.stringify(value);
  const choices = field === undefined ? words.choices[path] : networkText().choices[field];
  return choices?.[value] ?? value;
}

function crossedOf(value: unknown): string {
  return Array.isArray(value) ? value.join('×') : JSON.stringify(value);
}

/** Returns what the data of an experiment are called: `CIFAR-10`, or a folder as it is written. */
export function dataTitle({ data }: Pick<Experiment, 'data'>): string {
  return valueText('data.source', data.source);
}
