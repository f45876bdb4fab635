import { texts } from '../language/texts';

/** Names of the settings. Those of a block are in the second list. */
const settingsEn: Record<string, string> = {
  base: 'network',
  data: 'data',
  limitTrain: 'training images at most',
  limitTest: 'test images at most',
  backend: 'backend asked for',
  seed: 'seed',
  epochs: 'epochs',
  batchSize: 'batch size',
  optimizer: 'optimizer',
  learningRate: 'learning rate',
  weightDecay: 'weight decay',
  schedule: 'schedule',
  padAndCrop: 'crops: padding in pixels',
  padding: 'crops: what the padding shows',
  flip: 'flips',
  cutout: 'cutout',
  normalize: 'normalization',
  labelSmoothing: 'label smoothing',
  inputShape: 'input',
  blocks: 'number of blocks',
};

const blockEn: Record<string, string> = {
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
  pool: 'pooling',
  dropout: 'dropout',
};

const settingsRu: Record<string, string> = {
  base: 'сеть',
  data: 'данные',
  limitTrain: 'обучающих изображений не более',
  limitTest: 'тестовых изображений не более',
  backend: 'выбранный вычислитель',
  seed: 'начальное число (seed)',
  epochs: 'эпохи',
  batchSize: 'размер пакета (batch)',
  optimizer: 'оптимизатор',
  learningRate: 'скорость обучения',
  weightDecay: 'затухание весов',
  schedule: 'расписание',
  padAndCrop: 'сдвиги: поля в пикселях',
  padding: 'сдвиги: чем заполнены поля',
  flip: 'отражения',
  cutout: 'cutout',
  normalize: 'нормировка',
  labelSmoothing: 'сглаживание меток',
  inputShape: 'вход',
  blocks: 'число блоков',
};

const blockRu: Record<string, string> = {
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
  pool: 'пулинг',
  dropout: 'dropout',
};

/** How it is written that something is not set, where a dash would say too little. */
const notSetEn: Record<string, string> = {
  limitTrain: 'all',
  limitTest: 'all',
  mlpFilters: 'as the filters',
  pool: 'none',
  padding: '–',
};
const notSetRu: Record<string, string> = {
  limitTrain: 'все',
  limitTest: 'все',
  mlpFilters: 'как у фильтров',
  pool: 'нет',
  padding: '–',
};

/** The names of settings and of their values. */
export const settingText = texts({
  en: {
    named: settingsEn,
    namedInBlock: blockEn,
    block: (block: number, name: string) => `block ${block}: ${name}`,
    notSet: notSetEn,
    yes: 'yes',
    no: 'no',
  },
  ru: {
    named: settingsRu,
    namedInBlock: blockRu,
    block: (block: number, name: string) => `блок ${block}: ${name}`,
    notSet: notSetRu,
    yes: 'да',
    no: 'нет',
  },
});
