import type { CifarProgress } from '@nin/cifar/browser';
import { texts } from '../language/language';
import type { DataName } from '../settings/lab-settings';

const namesEn: Record<DataName, { title: string; hint: string }> = {
  cifar10: {
    title: 'CIFAR-10',
    hint: '50,000 training and 10,000 test photographs in ten classes (Krizhevsky, 2009).',
  },
  synthetic: {
    title: 'Synthetic images',
    hint: 'Ten patterns drawn by a program, there at once. Accuracies say nothing about CIFAR-10.',
  },
};

const namesRu: Record<DataName, { title: string; hint: string }> = {
  cifar10: {
    title: 'CIFAR-10',
    hint: '50 000 обучающих и 10 000 тестовых фотографий десяти классов (Krizhevsky, 2009).',
  },
  synthetic: {
    title: 'Синтетические изображения',
    hint: 'Десять узоров, нарисованных программой, готовы сразу. Точность ничего не говорит о CIFAR-10.',
  },
};

const phasesEn: Record<CifarProgress['phase'], string> = {
  read: 'Reading what the browser keeps',
  download: 'Downloading',
  verify: 'Checking the hashes',
  unpack: 'Unpacking',
  decode: 'Decoding',
  notice: 'Loading',
};

const phasesRu: Record<CifarProgress['phase'], string> = {
  read: 'Чтение из хранилища браузера',
  download: 'Скачивание',
  verify: 'Проверка хешей',
  unpack: 'Распаковка',
  decode: 'Декодирование',
  notice: 'Загрузка',
};

/** The words of the tab "Data". */
export const dataText = texts({
  en: {
    heading: 'Data',
    which: 'Which images',
    names: namesEn,
    limitTrain: 'Training images, at most',
    limitTest: 'Test images, at most',
    limitHint: 'Empty: all of them',
    seed: 'Seed',
    seedHint: 'Decides the drawn images',
    load: 'Load',
    isThere: 'These images are loaded.',
    broken: 'One of the numbers is not right.',
    busy: 'The images cannot be changed while a training is under way.',
    starts: 'Loading',
    phases: phasesEn,
    ofTotal: (loaded: string, total: string) => `${loaded} of ${total}`,
    progress: 'Progress of loading',
    cancel: 'Cancel',
    failed: (title: string) => `${title} could not be loaded:`,
    failedHint: 'Drop the archive below, or choose the synthetic images.',
    archive: 'Your own copy of CIFAR-10',
    drop: 'Drop cifar-10-binary.tar.gz or its six .bin files here, or choose them:',
    dropHint:
      'The files are checked by their hashes and kept in this browser’s storage for the next visit; they are not sent anywhere. The “binary version” can be had from',
    edition: (name: string) =>
      `${name} is another edition. The lab reads the “binary version” of CIFAR-10, cifar-10-binary.tar.gz.`,
    otherFile: (name: string) =>
      `${name} is not it. The lab reads cifar-10-binary.tar.gz, or data_batch_1.bin to data_batch_5.bin and test_batch.bin.`,
    noFile: 'What was dropped holds no file.',
    loaded: 'Loaded',
    announce: (title: string, train: string, test: string) => `Loaded: ${title}, ${train} and ${test}`,
    syntheticNotice: 'Drawn by a program: a network that learns these patterns has not learnt CIFAR-10.',
    trainingImages: 'training images',
    testImages: 'test images',
    classes: 'classes',
    shape: 'height × width × channels',
    samples: 'Training images by class',
    augmented: 'with augmentation',
    noAugmentation: 'No augmentation is chosen in “Train”: the network gets the images as they are.',
    others: 'Other images',
    caption: 'Some training images of each class',
    captionAugmented: 'Some training images of each class, as augmented for a training',
    row: (name: string) => `Images of the class ${name}`,
  },
  ru: {
    heading: 'Данные',
    which: 'Какие изображения',
    names: namesRu,
    limitTrain: 'Обучающих изображений, не больше',
    limitTest: 'Тестовых изображений, не больше',
    limitHint: 'Пусто: все',
    seed: 'Seed',
    seedHint: 'Определяет нарисованные изображения',
    load: 'Загрузить',
    isThere: 'Эти изображения загружены.',
    broken: 'В одном из чисел ошибка.',
    busy: 'Во время обучения изображения менять нельзя.',
    starts: 'Загрузка',
    phases: phasesRu,
    ofTotal: (loaded: string, total: string) => `${loaded} из ${total}`,
    progress: 'Ход загрузки',
    cancel: 'Отменить',
    failed: (title: string) => `Не удалось загрузить (${title}):`,
    failedHint: 'Перетащите архив в поле ниже или выберите синтетические изображения.',
    archive: 'Своя копия CIFAR-10',
    drop: 'Перетащите сюда cifar-10-binary.tar.gz или шесть его файлов .bin либо выберите их:',
    dropHint:
      'Файлы проверяются по хешам и остаются в хранилище этого браузера до следующего раза; они никуда не отправляются. «Binary version» можно взять на',
    edition: (name: string) =>
      `${name} — другая версия. Лаборатория читает «binary version» CIFAR-10: cifar-10-binary.tar.gz.`,
    otherFile: (name: string) =>
      `${name} не подходит. Лаборатория читает cifar-10-binary.tar.gz либо файлы от data_batch_1.bin до data_batch_5.bin и test_batch.bin.`,
    noFile: 'Файлов не обнаружено.',
    loaded: 'Загружено',
    announce: (title: string, train: string, test: string) => `Загружено: ${title}, ${train} и ${test}`,
    syntheticNotice: 'Нарисовано программой: сеть, выучившая эти узоры, не выучила CIFAR-10.',
    trainingImages: 'обучающих изображений',
    testImages: 'тестовых изображений',
    classes: 'классов',
    shape: 'высота × ширина × каналы',
    samples: 'Обучающие изображения по классам',
    augmented: 'с аугментацией',
    noAugmentation: 'В разделе «Обучение» аугментация не выбрана: сеть получает изображения как есть.',
    others: 'Другие изображения',
    caption: 'Несколько обучающих изображений каждого класса',
    captionAugmented: 'Несколько обучающих изображений каждого класса после аугментации',
    row: (name: string) => `Изображения класса «${name}»`,
  },
});
