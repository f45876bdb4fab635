import { formatCount, plural, texts } from '../language/language';
import { formatPercent } from '../language/numbers';

const imagesRu = (count: number) =>
  `${formatCount(count)} ${plural(count, 'изображение', 'изображения', 'изображений')}`;
const imagesEn = (count: number) => `${formatCount(count)} ${count === 1 ? 'image' : 'images'}`;

/** The words of the run that is looked into: its head, its matrix, its classes, its files. */
export const insideText = texts({
  title: ['Look inside', 'Внутри сети'],
  nothing: [
    'No run has been tested yet. Train a network: when its training ends, it is tested, and can be looked into here.',
    'Проверенных запусков пока нет. Обучите сеть: в конце обучения она проверяется на тестовых изображениях, и тогда в неё можно заглянуть.',
  ],
  underWay: [
    'The training is under way; its network can be looked into when it has been tested.',
    'Идёт обучение; заглянуть в сеть можно будет после проверки.',
  ],
  toTrain: ['Go to Train', 'К обучению'],
  run: ['Run', 'Запуск'],
  changed: ['changed', 'изменена'],
  synthetic: ['synthetic images', 'синтетические изображения'],
  figures: {
    accuracy: ['top-1', 'top-1'],
    epochs: (count: number) => [count === 1 ? 'epoch' : 'epochs', plural(count, 'эпоха', 'эпохи', 'эпох')],
    wholeEpochs: (count: number) => [
      count === 1 ? 'whole epoch' : 'whole epochs',
      plural(count, 'полная эпоха', 'полные эпохи', 'полных эпох'),
    ],
    images: (count: number) => [
      count === 1 ? 'test image' : 'test images',
      plural(count, 'тестовое изображение', 'тестовых изображения', 'тестовых изображений'),
    ],
  },
  epochs: (count: number) => [
    `${count} ${count === 1 ? 'epoch' : 'epochs'}`,
    `${count} ${plural(count, 'эпоха', 'эпохи', 'эпох')}`,
  ],
  matrix: ['Confusion matrix', 'Матрица ошибок'],
  matrixHint: [
    'Rows are the true classes, columns what the network said. The color grows with the square root, so that rare confusions are seen. Arrow keys move; Enter shows the images of a cell.',
    'Строки — истинные классы, столбцы — ответы сети. Насыщенность цвета растёт как квадратный корень, чтобы были видны и редкие ошибки. Стрелки перемещают по ячейкам, Enter показывает изображения ячейки.',
  ],
  matrixName: [
    'Confusion matrix: rows true, columns predicted',
    'Матрица ошибок: строки — истинные классы, столбцы — ответы сети',
  ],
  trueClass: ['true', 'истинный'],
  predictedClass: ['predicted', 'ответ сети'],
  shownAs: ['Numbers', 'Числа'],
  shown: {
    none: ['images', 'изображения'],
    true: ['% of the true class (rows)', '% истинного класса (по строкам)'],
    predicted: ['% of the predicted class (columns)', '% ответов сети (по столбцам)'],
    all: ['% of all images', '% всех изображений'],
  },
  cell: (real: string, predicted: string, number: string) => [
    `true ${real}, predicted ${predicted}: ${number}`,
    `истинный класс ${real}, ответ сети ${predicted}: ${number}`,
  ],
  percent: (number: string) => [`${number}%`, `${number} %`],
  cellTitle: (real: string, predicted: string) => [
    real === predicted ? `${real}, seen as such` : `${real} taken for ${predicted}`,
    real === predicted ? `${real}: верно` : `${real} → ${predicted}`,
  ],
  images: [imagesEn, imagesRu],
  openImage: (image: number) => [
    `Test image ${image}: show its category maps`,
    `Тестовое изображение ${image}: показать карты классов`,
  ],
  more: (count: number) => [`and ${formatCount(count)} more`, `и ещё ${formatCount(count)}`],
  chooseCell: ['Choose a cell to see its images.', 'Выберите ячейку, чтобы увидеть её изображения.'],
  emptyCell: ['No image.', 'Изображений нет.'],
  needData: [
    'The test images of this run are not loaded.',
    'Тестовые изображения этого запуска не загружены.',
  ],
  loadData: ['Load them', 'Загрузить'],
  loading: ['Loading …', 'Загрузка …'],
  busy: [
    'A training is under way. Its network can be looked into when it has ended.',
    'Идёт обучение. Заглянуть в сеть можно будет, когда оно закончится.',
  ],
  otherTest: [
    'The data that are loaded have another number of test images than this run was tested on.',
    'В загруженных данных другое число тестовых изображений, чем при проверке этого запуска.',
  ],
  confused: ['Most confused', 'Чаще всего путаются'],
  confusedHint: ['Choose a pair to see its images.', 'Выберите пару, чтобы увидеть её изображения.'],
  confusedPair: (count: number, rate: number) => [
    `${imagesEn(count)}, ${formatPercent(rate, 1)} of the class`,
    `${imagesRu(count)}, ${formatPercent(rate, 1)} класса`,
  ],
  noneConfused: ['No image was classified wrong.', 'Все изображения классифицированы верно.'],
  classes: ['Classes', 'Классы'],
  classColumns: [
    ['class', 'precision', 'recall', 'F1', 'images'],
    ['класс', 'точность', 'полнота', 'F1', 'число'],
  ],
  macro: ['mean of classes', 'среднее по классам'],
  weighted: ['weighted mean', 'взвешенное среднее'],
  files: ['Take away', 'Забрать с собой'],
  filesHint: [
    'All is made in this page and saved by your browser.',
    'Всё создаётся на этой странице и сохраняется вашим браузером.',
  ],
  model: ['Model (.zip)', 'Модель (.zip)'],
  historyCsv: ['Epochs (.csv)', 'Эпохи (.csv)'],
  historyJsonl: ['Epochs (.jsonl)', 'Эпохи (.jsonl)'],
  report: ['Report (.html)', 'Отчёт (.html, на английском)'],
  link: ['Link with the settings of this run', 'Ссылка с настройками этого запуска'],
  copy: ['Copy', 'Копировать'],
  copied: ['Copied', 'Скопировано'],
  saving: ['Making the file …', 'Создание файла …'],
  nodeHint: [
    'The model is in the standard format of tfjs. Unzip it into a folder; in Node, this loads it:',
    'Модель — в стандартном формате tfjs. Распакуйте её в папку; в Node она загружается так:',
  ],
  inputHint: [
    'It takes red, green and blue pixels from 0 to 255 and gives probabilities: normalization and softmax are inside, so plain tfjs is right with it. The names of its classes, and where it came from, are in its card, which classify reads.',
    'На вход подаются пиксели от 0 до 255 (красный, зелёный, синий), на выходе — вероятности: нормализация и softmax внутри, поэтому модель верно работает и с одним tfjs. Названия классов и происхождение модели записаны в её карточке, которую читает classify.',
  ],
});
