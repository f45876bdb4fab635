import { formatNumber } from '../language/figure-format';
import { insideText } from '../inside/inside-text';
import { networkText } from '../network/network-text';
import { hyperText } from '../train/hyper-text';
import { settingText } from './setting-text';
import type { ShownValue } from '../network/block-values';
import type { SettingDifference } from './settings-difference';

/** What a setting is called, as it is called where it is chosen. */
export function settingName({ field, block }: Pick<SettingDifference, 'field' | 'block'>): string {
  const words = settingText();
  if (block !== undefined) return words.block(block, words.namedInBlock[field] ?? field);
  const { fields, optimizer, schedule, normalization, backend } = hyperText();
  const chosen: Readonly<Record<string, string>> = {
    ...fields,
    optimizer,
    schedule,
    normalize: normalization,
    backend,
  };
  return chosen[field] ?? words.named[field] ?? field;
}

/** How the value of a setting is written, as it is written where it is chosen. */
export function settingValueText(field: string, value: ShownValue): string {
  const words = settingText();
  if (value === undefined) return words.notSet[field] ?? '–';
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return formatNumber(value);
  return namesOf(field)[value] ?? value;
}

/** The names of what can be chosen for a setting. */
function namesOf(field: string): Readonly<Partial<Record<string, string>>> {
  const { optimizers, schedules, normalizations, backends } = hyperText();
  const { networks, choices } = networkText();
  const names: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    base: nameOfEach(networks),
    data: { cifar10: 'CIFAR-10', synthetic: insideText().synthetic },
    backend: nameOfEach(backends),
    optimizer: optimizers,
    schedule: schedules,
    normalize: normalizations,
  };
  return names[field] ?? choices[field] ?? {};
}

function nameOfEach(of: Readonly<Record<string, { name: string }>>): Record<string, string> {
  return Object.fromEntries(Object.entries(of).map(([key, { name }]) => [key, name]));
}
