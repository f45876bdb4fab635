import { texts } from '../language/texts';

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
export const settingText = texts({
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
