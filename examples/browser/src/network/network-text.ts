import { texts } from '../language/language';
import type { NetworkName } from '../settings/lab-settings';

/** Words by what they are for; any may be missing. */
type Words = Readonly<Partial<Record<string, string>>>;

/** Layers by the names TensorFlow.js gives their classes. */
const kindsEn: Words = {
  Conv2D: 'convolution',
  Convolution1: '1×1 convolution',
  MaxPooling2D: 'max pooling',
  AveragePooling2D: 'average pooling',
  GlobalAveragePooling2D: 'global average',
  BatchNormalization: 'batch norm',
  Activation: 'activation',
  DepthwiseConv2D: 'depthwise convolution',
  Dense: 'fully connected',
  Reshape: 'reshape',
  Add: 'sum',
  Multiply: 'product',
  Maximum: 'maximum',
  Concatenate: 'concatenation',
  Dropout: 'dropout',
};

const kindsRu: Words = {
  Conv2D: 'свёртка',
  Convolution1: 'свёртка 1×1',
  MaxPooling2D: 'пулинг по максимуму',
  AveragePooling2D: 'пулинг по среднему',
  GlobalAveragePooling2D: 'глобальное усреднение',
  BatchNormalization: 'пакетная норм.',
  Activation: 'активация',
  DepthwiseConv2D: 'поканальная свёртка',
  Dense: 'полносвязный слой',
  Reshape: 'смена формы',
  Add: 'сумма',
  Multiply: 'произведение',
  Maximum: 'максимум',
  Concatenate: 'соединение',
  Dropout: 'dropout',
};

/** Fields of blocks by their paths. Those of a kind that has others are called as the kind calls them. */
const fieldsEn: Words = {
  kind: 'Kind of block',
  filters: 'Filters',
  kernelSize: 'Kernel k×k',
  strides: 'Stride',
  padding: 'Padding',
  mlpLayers: '1×1 layers',
  mlpFilters: 'Their filters',
  reduction: 'Reduction',
  pieces: 'Pieces',
  'pool.kind': 'Pooling',
  'pool.size': 'Window',
  'pool.strides': 'Stride',
  'pool.padding': 'Padding',
  dropout: 'Dropout',
  activation: 'After each layer',
  outputActivation: 'After the last layer',
  batchNorm: 'Batch normalization',
  kernelInitializer: 'First weights',
};

const fieldsRu: Words = {
  kind: 'Вид блока',
  filters: 'Фильтры',
  kernelSize: 'Ядро k×k',
  strides: 'Шаг',
  padding: 'Дополнение',
  mlpLayers: 'Слоёв 1×1',
  mlpFilters: 'Их фильтры',
  reduction: 'Сжатие',
  pieces: 'Частей',
  'pool.kind': 'Пулинг',
  'pool.size': 'Окно',
  'pool.strides': 'Шаг',
  'pool.padding': 'Дополнение',
  dropout: 'Dropout',
  activation: 'После каждого слоя',
  outputActivation: 'После последнего слоя',
  batchNorm: 'Пакетная нормализация',
  kernelInitializer: 'Начальные веса',
};

/** Fields that are there together. */
const groupsEn: Words = { pool: 'Pooling of this block' };
const groupsRu: Words = { pool: 'Пулинг этого блока' };

/** What can be chosen in a field, by its path. What has no words is called as the package calls it. */
function choicesOf(pools: Words, linear: string): Readonly<Partial<Record<string, Words>>> {
  const activation = { relu: 'ReLU', linear };
  return { 'pool.kind': pools, activation, outputActivation: activation };
}

/** The words of the network tab. */
export const networkText = texts({
  en: {
    title: 'Network',
    lead: 'Choose a network, change it block by block, and see at once what each change costs.',
    start: 'Start from',
    startHint: 'Starting over replaces the network and its hyper-parameters.',
    networks: {
      tiny: { name: 'Tiny', about: 'Learns CIFAR-10 in minutes, even without a GPU.' },
      modern: {
        name: 'Modern',
        about: "The paper's widths with batch normalization: the one that trains best.",
      },
      paper: {
        name: 'Paper',
        about: 'Lin, Chen and Yan, 2013, as published: strong dropout, slow to start.',
      },
      lecture: { name: 'Lecture', about: 'The network of the lecture, with its oddities.' },
      d2l: {
        name: 'd2l',
        about:
          'From “Dive into Deep Learning”, for gray images of 224×224. For 32×32×3 first make block 1’s kernel and stride smaller.',
      },
    },
    params: (count: string) => `${count} parameters`,
    macs: (count: string) => `${count} MACs`,
    exercise: 'The lecture’s 1024×1024 shape exercise',
    exerciseHint: 'The lecture’s network on huge images. It is for working out shapes, not for training.',
    input: 'Input image',
    height: 'Height',
    width: 'Width',
    channels: 'Channels',
    notCifar: (shape: string) =>
      `An input of ${shape} is for shapes and costs only: the images of CIFAR-10 are 32×32×3, and training needs those.`,
    smallerFirst: 'For 32×32×3 first make block 1’s kernel and stride smaller.',
    useCifar: 'Use 32×32×3',
    drawing: 'Drawing',
    drawingName: (name: string) => `Drawing of the network “${name}”, from input to output`,
    changedName: (name: string) => `${name}, changed`,
    blocks: 'Blocks',
    addBlock: 'Add a block',
    original: 'Back to the original',
    originalHint: 'Undoes every change of the network.',
    lastPossible: 'The last possible network is shown: the fields describe one that cannot be built.',
    block: (number: number) => `Block ${number}`,
    up: (number: number) => `Move block ${number} up`,
    down: (number: number) => `Move block ${number} down`,
    duplicate: (number: number) => `Duplicate block ${number}`,
    remove: (number: number) => `Remove block ${number}`,
    fields: fieldsEn,
    groups: groupsEn,
    widthsPlaceholder: (filters: string) => `as ${filters}`,
    widthsHint: 'One number for all, or a list: 160, 96',
    choices: choicesOf({ none: 'none', max: 'max', average: 'average' }, 'linear (logits)'),
    more: 'More',
    noDropout: 'no dropout',
    layersTitle: 'Layer by layer',
    layersName: 'Layers of the network and what each costs',
    layersHint:
      'For one image. A MAC is one multiplication with its addition; the bars show shares of all MACs.',
    columns: {
      layer: 'Layer',
      kind: 'Kind',
      shape: 'Output',
      params: 'Parameters',
      macs: 'MACs',
      activations: 'Memory',
    },
    kinds: kindsEn,
    total: 'Total',
    figures: 'What the network costs',
    parameters: 'parameters',
    trainable: 'of them trainable',
    macsFigure: 'MACs per image',
    activationMemory: 'activations per image',
    trainingMemory: (batch: number) => `memory to train, batch ${batch}`,
    against: (network: string) => `Differences: against “${network}” as it was.`,
    memoryParts: (parts: { weights: string; gradients: string; optimizer: string; activations: string }) =>
      `Memory to train: weights ${parts.weights}, gradients ${parts.gradients}, optimizer ${parts.optimizer}, activations ${parts.activations}.`,
    unknownPlace: 'This network cannot be built:',
    blockProblem: 'This block cannot be built:',
  },
  ru: {
    title: 'Сеть',
    lead: 'Выберите сеть, меняйте её блок за блоком и сразу смотрите, чего стоит каждое изменение.',
    start: 'С чего начать',
    startHint: 'Выбор сети заменяет и саму сеть, и её гиперпараметры.',
    networks: {
      tiny: { name: 'Малая', about: 'Обучается на CIFAR-10 за минуты даже без видеокарты.' },
      modern: {
        name: 'Современная',
        about: 'Ширины из статьи и пакетная нормализация: обучается лучше всех.',
      },
      paper: {
        name: 'Из статьи',
        about: 'Lin, Chen и Yan, 2013, как опубликовано: сильный dropout, медленный старт.',
      },
      lecture: { name: 'Из лекции', about: 'Сеть из лекции со всеми её странностями.' },
      d2l: {
        name: 'd2l',
        about:
          'Из книги «Dive into Deep Learning», для серых изображений 224×224. На 32×32×3 сначала уменьшите ядро и шаг блока 1.',
      },
    },
    params: (count) => `параметров: ${count}`,
    macs: (count) => `умножений: ${count}`,
    exercise: 'Упражнение лекции на размерности: 1024×1024',
    exerciseHint: 'Сеть из лекции на огромных изображениях. Для расчёта размерностей, а не для обучения.',
    input: 'Входное изображение',
    height: 'Высота',
    width: 'Ширина',
    channels: 'Каналы',
    notCifar: (shape) =>
      `Вход ${shape} годится только для расчёта размерностей и затрат: изображения CIFAR-10 имеют размер 32×32×3, обучать можно лишь на таких.`,
    smallerFirst: 'Чтобы вернуть 32×32×3, сначала уменьшите ядро и шаг блока 1.',
    useCifar: 'Вернуть 32×32×3',
    drawing: 'Схема',
    drawingName: (name) => `Схема сети «${name}» от входа к выходу`,
    changedName: (name) => `${name}, изменена`,
    blocks: 'Блоки',
    addBlock: 'Добавить блок',
    original: 'Вернуть исходную',
    originalHint: 'Отменяет все изменения сети.',
    lastPossible: 'Показана последняя сеть, которую можно построить: та, что описана в полях, невозможна.',
    block: (number) => `Блок ${number}`,
    up: (number) => `Переместить блок ${number} выше`,
    down: (number) => `Переместить блок ${number} ниже`,
    duplicate: (number) => `Дублировать блок ${number}`,
    remove: (number) => `Удалить блок ${number}`,
    fields: fieldsRu,
    groups: groupsRu,
    widthsPlaceholder: (filters) => `как ${filters}`,
    widthsHint: 'Одно число для всех или список: 160, 96',
    choices: choicesOf({ none: 'нет', max: 'макс.', average: 'средн.' }, 'линейно (логиты)'),
    more: 'Ещё',
    noDropout: 'без dropout',
    layersTitle: 'Слой за слоем',
    layersName: 'Слои сети и затраты каждого',
    layersHint:
      'Для одного изображения. MAC — одно умножение со сложением; полоски показывают долю слоя во всех MAC.',
    columns: {
      layer: 'Слой',
      kind: 'Вид',
      shape: 'Выход',
      params: 'Параметры',
      macs: 'MAC',
      activations: 'Память',
    },
    kinds: kindsRu,
    total: 'Итого',
    figures: 'Затраты сети',
    parameters: 'параметры',
    trainable: 'из них обучаемые',
    macsFigure: 'MAC на изображение',
    activationMemory: 'активации на изображение',
    trainingMemory: (batch) => `память для обучения, пакет ${batch}`,
    against: (network) => `Разность показана относительно исходной сети «${network}».`,
    memoryParts: ({ weights, gradients, optimizer, activations }) =>
      `Память для обучения: веса ${weights}, градиенты ${gradients}, оптимизатор ${optimizer}, активации ${activations}.`,
    unknownPlace: 'Такую сеть построить нельзя:',
    blockProblem: 'Такой блок построить нельзя:',
  },
});

/** What a network is called for people: `Tiny`, `Малая`. */
export function networkName(base: NetworkName): string {
  return networkText().networks[base].name;
}
