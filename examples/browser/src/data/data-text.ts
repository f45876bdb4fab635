import type { CifarProgress } from '@nin/cifar/browser';
import { texts, type Phrase } from '../language/language';
import type { DataName } from '../settings/page-choices';

/** The words of the tab "Data". */
export const dataText = texts({
  heading: ['Data', 'Данные'],
  which: ['Which images', 'Какие изображения'],
  names: {
    cifar10: {
      title: ['CIFAR-10', 'CIFAR-10'],
      hint: [
        '50,000 training and 10,000 test photographs in ten classes (Krizhevsky, 2009).',
        '50 000 обучающих и 10 000 тестовых фотографий десяти классов (Krizhevsky, 2009).',
      ],
    },
    synthetic: {
      title: ['Synthetic images', 'Синтетические изображения'],
      hint: [
        'Ten patterns drawn by a program, there at once. Accuracies say nothing about CIFAR-10.',
        'Десять узоров, нарисованных программой, готовы сразу. Точность ничего не говорит о CIFAR-10.',
      ],
    },
  } satisfies Record<DataName, Record<string, Phrase>>,
  limitTrain: ['Training images, at most', 'Обучающих изображений, не больше'],
  limitTest: ['Test images, at most', 'Тестовых изображений, не больше'],
  limitHint: ['Empty: all of them', 'Пусто: все'],
  seed: ['Seed', 'Seed'],
  seedHint: ['Decides the drawn images', 'Определяет нарисованные изображения'],
  load: ['Load', 'Загрузить'],
  isThere: ['These images are loaded.', 'Эти изображения загружены.'],
  broken: ['One of the numbers is not right.', 'В одном из чисел ошибка.'],
  busy: [
    'The images cannot be changed while a training is under way.',
    'Во время обучения изображения менять нельзя.',
  ],
  starts: ['Loading', 'Загрузка'],
  phases: {
    read: ['Reading what the browser keeps', 'Чтение из хранилища браузера'],
    download: ['Downloading', 'Скачивание'],
    verify: ['Checking the hashes', 'Проверка хешей'],
    unpack: ['Unpacking', 'Распаковка'],
    decode: ['Decoding', 'Декодирование'],
    notice: ['Loading', 'Загрузка'],
  } satisfies Record<CifarProgress['phase'], Phrase>,
  ofTotal: (loaded: string, total: string) => [`${loaded} of ${total}`, `${loaded} из ${total}`],
  progress: ['Progress of loading', 'Ход загрузки'],
  cancel: ['Cancel', 'Отменить'],
  failed: (title: string) => [`${title} could not be loaded:`, `Не удалось загрузить (${title}):`],
  failedHint: [
    'Drop the archive below, or choose the synthetic images.',
    'Перетащите архив в поле ниже или выберите синтетические изображения.',
  ],
  archive: ['Your own copy of CIFAR-10', 'Своя копия CIFAR-10'],
  drop: [
    'Drop cifar-10-binary.tar.gz or its six .bin files here, or choose them:',
    'Перетащите сюда cifar-10-binary.tar.gz или шесть его файлов .bin либо выберите их:',
  ],
  dropHint: [
    'The files are checked by their hashes and kept in this browser’s storage for the next visit; they are not sent anywhere. The “binary version” can be had from',
    'Файлы проверяются по хешам и остаются в хранилище этого браузера до следующего раза; они никуда не отправляются. «Binary version» можно взять на',
  ],
  edition: (name: string) => [
    `${name} is another edition. The lab reads the “binary version” of CIFAR-10, cifar-10-binary.tar.gz.`,
    `${name} — другая версия. Лаборатория читает «binary version» CIFAR-10: cifar-10-binary.tar.gz.`,
  ],
  otherFile: (name: string) => [
    `${name} is not it. The lab reads cifar-10-binary.tar.gz, or data_batch_1.bin to data_batch_5.bin and test_batch.bin.`,
    `${name} не подходит. Лаборатория читает cifar-10-binary.tar.gz либо файлы от data_batch_1.bin до data_batch_5.bin и test_batch.bin.`,
  ],
  noFile: ['What was dropped holds no file.', 'Файлов не обнаружено.'],
  loaded: ['Loaded', 'Загружено'],
  announce: (title: string, train: string, test: string) => [
    `Loaded: ${title}, ${train} and ${test}`,
    `Загружено: ${title}, ${train} и ${test}`,
  ],
  syntheticNotice: [
    'Drawn by a program: a network that learns these patterns has not learnt CIFAR-10.',
    'Нарисовано программой: сеть, выучившая эти узоры, не выучила CIFAR-10.',
  ],
  trainingImages: ['training images', 'обучающих изображений'],
  testImages: ['test images', 'тестовых изображений'],
  classes: ['classes', 'классов'],
  shape: ['height × width × channels', 'высота × ширина × каналы'],
  samples: ['Training images by class', 'Обучающие изображения по классам'],
  augmented: ['with augmentation', 'с аугментацией'],
  noAugmentation: [
    'No augmentation is chosen in “Train”: the network gets the images as they are.',
    'В разделе «Обучение» аугментация не выбрана: сеть получает изображения как есть.',
  ],
  others: ['Other images', 'Другие изображения'],
  caption: ['Some training images of each class', 'Несколько обучающих изображений каждого класса'],
  captionAugmented: [
    'Some training images of each class, as augmented for a training',
    'Несколько обучающих изображений каждого класса после аугментации',
  ],
  row: (name: string) => [`Images of the class ${name}`, `Изображения класса «${name}»`],
});
