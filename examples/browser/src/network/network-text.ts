import { texts, phrases, type Phrases } from '../language/language';
import type { NetworkName } from '../settings/settings-state';

const activations: Phrases = { relu: ['ReLU', 'ReLU'], linear: ['linear (logits)', 'линейно (логиты)'] };

/** Choices of a field by its path. A choice without a phrase is shown as the package names it. */
const choices: Readonly<Partial<Record<string, Phrases>>> = {
  'pool.kind': { none: ['none', 'нет'], max: ['max', 'макс.'], average: ['average', 'средн.'] },
  activation: activations,
  outputActivation: activations,
};

/** The words of the network tab. */
export const networkText = texts({
  title: ['Network', 'Сеть'],
  lead: [
    'Choose a network, change it block by block, and see at once what each change costs.',
    'Выберите сеть, меняйте её блок за блоком и сразу смотрите, чего стоит каждое изменение.',
  ],
  start: ['Start from', 'С чего начать'],
  startHint: [
    'Starting over replaces the network and its hyper-parameters.',
    'Выбор сети заменяет и саму сеть, и её гиперпараметры.',
  ],
  networks: {
    tiny: {
      name: ['Tiny', 'Малая'],
      about: [
        'Learns CIFAR-10 in minutes, even without a GPU.',
        'Обучается на CIFAR-10 за минуты даже без видеокарты.',
      ],
    },
    modern: {
      name: ['Modern', 'Современная'],
      about: [
        "The paper's widths with batch normalization: the one that trains best.",
        'Ширины из статьи и пакетная нормализация: обучается лучше всех.',
      ],
    },
    paper: {
      name: ['Paper', 'Из статьи'],
      about: [
        'Lin, Chen and Yan, 2013, as published: strong dropout, slow to start.',
        'Lin, Chen и Yan, 2013, как опубликовано: сильный dropout, медленный старт.',
      ],
    },
    lecture: {
      name: ['Lecture', 'Из лекции'],
      about: ['The network of the lecture, with its oddities.', 'Сеть из лекции со всеми её странностями.'],
    },
    d2l: {
      name: ['d2l', 'd2l'],
      about: [
        'From “Dive into Deep Learning”, for gray images of 224×224. For 32×32×3 first make block 1’s kernel and stride smaller.',
        'Из книги «Dive into Deep Learning», для серых изображений 224×224. На 32×32×3 сначала уменьшите ядро и шаг блока 1.',
      ],
    },
  },
  params: (count: string) => [`${count} parameters`, `параметров: ${count}`],
  macs: (count: string) => [`${count} MACs`, `умножений: ${count}`],
  exercise: ['The lecture’s 1024×1024 shape exercise', 'Упражнение лекции на размерности: 1024×1024'],
  exerciseHint: [
    'The lecture’s network on huge images. It is for working out shapes, not for training.',
    'Сеть из лекции на огромных изображениях. Для расчёта размерностей, а не для обучения.',
  ],
  input: ['Input image', 'Входное изображение'],
  height: ['Height', 'Высота'],
  width: ['Width', 'Ширина'],
  channels: ['Channels', 'Каналы'],
  notCifar: (shape: string) => [
    `An input of ${shape} is for shapes and costs only: the images of CIFAR-10 are 32×32×3, and training needs those.`,
    `Вход ${shape} годится только для расчёта размерностей и затрат: изображения CIFAR-10 имеют размер 32×32×3, обучать можно лишь на таких.`,
  ],
  smallerFirst: [
    'For 32×32×3 first make block 1’s kernel and stride smaller.',
    'Чтобы вернуть 32×32×3, сначала уменьшите ядро и шаг блока 1.',
  ],
  useCifar: ['Use 32×32×3', 'Вернуть 32×32×3'],
  drawing: ['Drawing', 'Схема'],
  drawingName: (name: string) => [
    `Drawing of the network “${name}”, from input to output`,
    `Схема сети «${name}» от входа к выходу`,
  ],
  changedName: (name: string) => [`${name}, changed`, `${name}, изменена`],
  blocks: ['Blocks', 'Блоки'],
  addBlock: ['Add a block', 'Добавить блок'],
  original: ['Back to the original', 'Вернуть исходную'],
  originalHint: ['Undoes every change of the network.', 'Отменяет все изменения сети.'],
  lastPossible: [
    'The last possible network is shown: the fields describe one that cannot be built.',
    'Показана последняя сеть, которую можно построить: та, что описана в полях, невозможна.',
  ],
  block: (number: number) => [`Block ${number}`, `Блок ${number}`],
  up: (number: number) => [`Move block ${number} up`, `Переместить блок ${number} выше`],
  down: (number: number) => [`Move block ${number} down`, `Переместить блок ${number} ниже`],
  duplicate: (number: number) => [`Duplicate block ${number}`, `Дублировать блок ${number}`],
  remove: (number: number) => [`Remove block ${number}`, `Удалить блок ${number}`],
  fields: phrases({
    kind: ['Kind of block', 'Вид блока'],
    filters: ['Filters', 'Фильтры'],
    kernelSize: ['Kernel k×k', 'Ядро k×k'],
    strides: ['Stride', 'Шаг'],
    padding: ['Padding', 'Дополнение'],
    mlpLayers: ['1×1 layers', 'Слоёв 1×1'],
    mlpFilters: ['Their filters', 'Их фильтры'],
    reduction: ['Reduction', 'Сжатие'],
    pieces: ['Pieces', 'Частей'],
    'pool.kind': ['Pooling', 'Пулинг'],
    'pool.size': ['Window', 'Окно'],
    'pool.strides': ['Stride', 'Шаг'],
    'pool.padding': ['Padding', 'Дополнение'],
    dropout: ['Dropout', 'Dropout'],
    activation: ['After each layer', 'После каждого слоя'],
    outputActivation: ['After the last layer', 'После последнего слоя'],
    batchNorm: ['Batch normalization', 'Пакетная нормализация'],
    kernelInitializer: ['First weights', 'Начальные веса'],
  }),
  groups: phrases({ pool: ['Pooling of this block', 'Пулинг этого блока'] }),
  widthsPlaceholder: (filters: string) => [`as ${filters}`, `как ${filters}`],
  widthsHint: ['One number for all, or a list: 160, 96', 'Одно число для всех или список: 160, 96'],
  choices,
  more: ['More', 'Ещё'],
  noDropout: ['no dropout', 'без dropout'],
  layersTitle: ['Layer by layer', 'Слой за слоем'],
  layersName: ['Layers of the network and what each costs', 'Слои сети и затраты каждого'],
  layersHint: [
    'For one image. A MAC is one multiplication with its addition; the bars show shares of all MACs.',
    'Для одного изображения. MAC — одно умножение со сложением; полоски показывают долю слоя во всех MAC.',
  ],
  columns: {
    layer: ['Layer', 'Слой'],
    kind: ['Kind', 'Вид'],
    shape: ['Output', 'Выход'],
    params: ['Parameters', 'Параметры'],
    macs: ['MACs', 'MAC'],
    activations: ['Memory', 'Память'],
  },
  kinds: phrases({
    Conv2D: ['convolution', 'свёртка'],
    Convolution1: ['1×1 convolution', 'свёртка 1×1'],
    MaxPooling2D: ['max pooling', 'пулинг по максимуму'],
    AveragePooling2D: ['average pooling', 'пулинг по среднему'],
    GlobalAveragePooling2D: ['global average', 'глобальное усреднение'],
    BatchNormalization: ['batch norm', 'пакетная норм.'],
    Activation: ['activation', 'активация'],
    DepthwiseConv2D: ['depthwise convolution', 'поканальная свёртка'],
    Dense: ['fully connected', 'полносвязный слой'],
    Reshape: ['reshape', 'смена формы'],
    Add: ['sum', 'сумма'],
    Multiply: ['product', 'произведение'],
    Maximum: ['maximum', 'максимум'],
    Concatenate: ['concatenation', 'соединение'],
    Dropout: ['dropout', 'dropout'],
  }),
  total: ['Total', 'Итого'],
  figures: ['What the network costs', 'Затраты сети'],
  parameters: ['parameters', 'параметры'],
  trainable: ['of them trainable', 'из них обучаемые'],
  macsFigure: ['MACs per image', 'MAC на изображение'],
  activationMemory: ['activations per image', 'активации на изображение'],
  trainingMemory: (batch: number) => [
    `memory to train, batch ${batch}`,
    `память для обучения, пакет ${batch}`,
  ],
  against: (network: string) => [
    `Differences: against “${network}” as it was.`,
    `Разность показана относительно исходной сети «${network}».`,
  ],
  memoryParts: (weights: string, gradients: string, optimizer: string, activations: string) => [
    `Memory to train: weights ${weights}, gradients ${gradients}, optimizer ${optimizer}, activations ${activations}.`,
    `Память для обучения: веса ${weights}, градиенты ${gradients}, оптимизатор ${optimizer}, активации ${activations}.`,
  ],
  unknownPlace: ['This network cannot be built:', 'Такую сеть построить нельзя:'],
  blockProblem: ['This block cannot be built:', 'Такой блок построить нельзя:'],
});

/** What a network is called for people: `Tiny`, `Малая`. */
export function networkName(base: NetworkName): string {
  return networkText().networks[base].name;
}
