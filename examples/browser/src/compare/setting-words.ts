import { insideText } from '../inside/inside-text';
import { texts } from '../language/language';
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

/** Names of the settings that have none among the hyper-parameters. Those of a block are in the second list. */
const settingsEn: Record<string, string> = {
  base: 'Network',
  data: 'Data',
  padAndCrop: 'Crops: padding in pixels',
  padding: 'Crops: what the padding shows',
  flip: 'Flips',
  cutout: 'Cutout: side in pixels',
  inputShape: 'Input',
  blocks: 'Number of blocks',
};

const blockEn: Record<string, string> = {
  kind: 'kind',
  filters: 'filters',
  kernelSize: 'kernel',
  strides: 'stride',
  padding: 'padding',
  mlpLayers: '1×1 layers',
  mlpFilters: 'widths of the 1×1 layers',
  activation: 'activation',
  outputActivation: 'last activation',
  batchNorm: 'batch normalization',
  kernelInitializer: 'initializer',
  reduction: 'reduction',
  pieces: 'pieces',
  'pool.kind': 'pooling',
  'pool.size': 'pooling window',
  'pool.strides': 'pooling stride',
  'pool.padding': 'pooling padding',
  dropout: 'dropout',
};

const settingsRu: Record<string, string> = {
  base: 'Сеть',
  data: 'Данные',
  padAndCrop: 'Сдвиги: поля в пикселях',
  padding: 'Сдвиги: чем заполнены поля',
  flip: 'Отражения',
  cutout: 'Вырез (cutout): сторона в пикселях',
  inputShape: 'Вход',
  blocks: 'Число блоков',
};

const blockRu: Record<string, string> = {
  kind: 'вид',
  filters: 'фильтры',
  kernelSize: 'ядро',
  strides: 'шаг',
  padding: 'дополнение',
  mlpLayers: 'слои 1×1',
  mlpFilters: 'ширина слоёв 1×1',
  activation: 'активация',
  outputActivation: 'последняя активация',
  batchNorm: 'пакетная нормализация',
  kernelInitializer: 'инициализация',
  reduction: 'сжатие',
  pieces: 'частей',
  'pool.kind': 'пулинг',
  'pool.size': 'окно пулинга',
  'pool.strides': 'шаг пулинга',
  'pool.padding': 'дополнение пулинга',
  dropout: 'dropout',
};

/** How it is written that something is not set, where a dash would say too little. */
const notSetEn: Record<string, string> = {
  limitTrain: 'all',
  limitTest: 'all',
  mlpFilters: 'as the filters',
  padding: '–',
};
const notSetRu: Record<string, string> = {
  limitTrain: 'все',
  limitTest: 'все',
  mlpFilters: 'как у фильтров',
  padding: '–',
};

/** The words of the table of settings. */
const settingText = texts({
  en: {
    named: settingsEn,
    namedInBlock: blockEn,
    block: (block: number, name: string) => `Block ${block}: ${name}`,
    notSet: notSetEn,
    yes: 'yes',
    no: 'no',
  },
  ru: {
    named: settingsRu,
    namedInBlock: blockRu,
    block: (block: number, name: string) => `Блок ${block}: ${name}`,
    notSet: notSetRu,
    yes: 'да',
    no: 'нет',
  },
});
