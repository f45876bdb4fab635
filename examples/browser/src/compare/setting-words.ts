import { insideText } from '../inside/inside-text';
import { texts, phrases } from '../language/language';
import { formatNumber } from '../language/numbers';
import type { ShownValue } from '../network/block-values';
import { networkText } from '../network/network-text';
import { hyperText } from '../train/hyper-text';
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

/** The words of the table of settings. */
const settingText = texts({
  named: phrases({
    base: ['Network', 'Сеть'],
    data: ['Data', 'Данные'],
    padAndCrop: ['Crops: padding in pixels', 'Сдвиги: поля в пикселях'],
    padding: ['Crops: what the padding shows', 'Сдвиги: чем заполнены поля'],
    flip: ['Flips', 'Отражения'],
    cutout: ['Cutout: side in pixels', 'Вырез (cutout): сторона в пикселях'],
    inputShape: ['Input', 'Вход'],
    blocks: ['Number of blocks', 'Число блоков'],
  }),
  namedInBlock: phrases({
    kind: ['kind', 'вид'],
    filters: ['filters', 'фильтры'],
    kernelSize: ['kernel', 'ядро'],
    strides: ['stride', 'шаг'],
    padding: ['padding', 'дополнение'],
    mlpLayers: ['1×1 layers', 'слои 1×1'],
    mlpFilters: ['widths of the 1×1 layers', 'ширина слоёв 1×1'],
    activation: ['activation', 'активация'],
    outputActivation: ['last activation', 'последняя активация'],
    batchNorm: ['batch normalization', 'пакетная нормализация'],
    kernelInitializer: ['initializer', 'инициализация'],
    reduction: ['reduction', 'сжатие'],
    pieces: ['pieces', 'частей'],
    'pool.kind': ['pooling', 'пулинг'],
    'pool.size': ['pooling window', 'окно пулинга'],
    'pool.strides': ['pooling stride', 'шаг пулинга'],
    'pool.padding': ['pooling padding', 'дополнение пулинга'],
    dropout: ['dropout', 'dropout'],
  }),
  block: (block: number, name: string) => [`Block ${block}: ${name}`, `Блок ${block}: ${name}`],
  notSet: phrases({
    limitTrain: ['all', 'все'],
    limitTest: ['all', 'все'],
    mlpFilters: ['as the filters', 'как у фильтров'],
    padding: ['–', '–'],
  }),
  yes: ['yes', 'да'],
  no: ['no', 'нет'],
});
