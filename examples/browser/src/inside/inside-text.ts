import { formatCount, plural, texts } from '../language/language';
import { formatPercent } from '../language/numbers';

const imagesRu = (count: number) =>
  `${formatCount(count)} ${plural(count, 'изображение', 'изображения', 'изображений')}`;
const imagesEn = (count: number) => `${formatCount(count)} ${count === 1 ? 'image' : 'images'}`;

/** The words of the run that is looked into: its head, its matrix, its classes, its files. */
export const insideText = texts({
  en: {
    title: 'Look inside',
    nothing:
      'No run has been tested yet. Train a network: when its training ends, it is tested, and can be looked into here.',
    underWay: 'The training is under way; its network can be looked into when it has been tested.',
    toTrain: 'Go to Train',
    run: 'Run',
    changed: 'changed',
    synthetic: 'synthetic images',
    figures: {
      accuracy: 'top-1',
      epochs: (count: number): string => (count === 1 ? 'epoch' : 'epochs'),
      wholeEpochs: (count: number): string => (count === 1 ? 'whole epoch' : 'whole epochs'),
      images: (count: number): string => (count === 1 ? 'test image' : 'test images'),
    },
    epochs: (count: number) => `${count} ${count === 1 ? 'epoch' : 'epochs'}`,

    matrix: 'Confusion matrix',
    matrixHint:
      'Rows are the true classes, columns what the network said. The colour grows with the square root, so that rare confusions are seen. Arrow keys move; Enter shows the images of a cell.',
    matrixName: 'Confusion matrix: rows true, columns predicted',
    trueClass: 'true',
    predictedClass: 'predicted',
    shownAs: 'Numbers',
    shown: {
      none: 'images',
      true: '% of the true class (rows)',
      predicted: '% of the predicted class (columns)',
      all: '% of all images',
    },
    cell: (real: string, predicted: string, number: string) =>
      `true ${real}, predicted ${predicted}: ${number}`,
    percent: (number: string) => `${number}%`,
    cellTitle: (real: string, predicted: string) =>
      real === predicted ? `${real}, seen as such` : `${real} taken for ${predicted}`,
    images: imagesEn,
    openImage: (image: number) => `Test image ${image}: show its category maps`,
    more: (count: number) => `and ${formatCount(count)} more`,
    chooseCell: 'Choose a cell to see its images.',
    emptyCell: 'No image.',
    needData: 'The test images of this run are not loaded.',
    loadData: 'Load them',
    loading: 'Loading …',
    busy: 'A training is under way. Its network can be looked into when it has ended.',
    otherTest: 'The data that are loaded have another number of test images than this run was tested on.',

    confused: 'Most confused',
    confusedHint: 'Choose a pair to see its images.',
    confusedPair: (count: number, rate: number) =>
      `${imagesEn(count)}, ${formatPercent(rate, 1)} of the class`,
    noneConfused: 'No image was classified wrong.',
    classes: 'Classes',
    classColumns: ['class', 'precision', 'recall', 'F1', 'images'],
    macro: 'mean of classes',
    weighted: 'weighted mean',

    files: 'Take away',
    filesHint: 'All is made in this page and saved by your browser.',
    model: 'Model (.zip)',
    historyCsv: 'Epochs (.csv)',
    historyJsonl: 'Epochs (.jsonl)',
    report: 'Report (.html)',
    link: 'Link with the settings of this run',
    copy: 'Copy',
    copied: 'Copied',
    saving: 'Making the file …',
    nodeHint: 'The model is in the standard format of tfjs. Unzip it into a folder; in Node, this loads it:',
    inputHint:
      'It takes red, green and blue pixels from 0 to 255 and gives probabilities: normalization and softmax are inside, so plain tfjs is right with it. The names of its classes, and where it came from, are in its card, which classify reads.',
  },
  ru: {
    title: 'Внутри сети',
    nothing:
      'Проверенных запусков пока нет. Обучите сеть: в конце обучения она проверяется на тестовых изображениях, и тогда в неё можно заглянуть.',
    underWay: 'Идёт обучение; заглянуть в сеть можно будет после проверки.',
    toTrain: 'К обучению',
    run: 'Запуск',
    changed: 'изменена',
    synthetic: 'синтетические изображения',
    figures: {
      accuracy: 'top-1',
      epochs: (count: number) => plural(count, 'эпоха', 'эпохи', 'эпох'),
      wholeEpochs: (count: number) => plural(count, 'полная эпоха', 'полные эпохи', 'полных эпох'),
      images: (count: number) =>
        plural(count, 'тестовое изображение', 'тестовых изображения', 'тестовых изображений'),
    },
    epochs: (count: number) => `${count} ${plural(count, 'эпоха', 'эпохи', 'эпох')}`,

    matrix: 'Матрица ошибок',
    matrixHint:
      'Строки — истинные классы, столбцы — ответы сети. Насыщенность цвета растёт как квадратный корень, чтобы были видны и редкие ошибки. Стрелки перемещают по ячейкам, Enter показывает изображения ячейки.',
    matrixName: 'Матрица ошибок: строки — истинные классы, столбцы — ответы сети',
    trueClass: 'истинный',
    predictedClass: 'ответ сети',
    shownAs: 'Числа',
    shown: {
      none: 'изображения',
      true: '% истинного класса (по строкам)',
      predicted: '% ответов сети (по столбцам)',
      all: '% всех изображений',
    },
    cell: (real: string, predicted: string, number: string) =>
      `истинный класс ${real}, ответ сети ${predicted}: ${number}`,
    percent: (number: string) => `${number} %`,
    cellTitle: (real: string, predicted: string) =>
      real === predicted ? `${real}: верно` : `${real} → ${predicted}`,
    images: imagesRu,
    openImage: (image: number) => `Тестовое изображение ${image}: показать карты классов`,
    more: (count: number) => `и ещё ${formatCount(count)}`,
    chooseCell: 'Выберите ячейку, чтобы увидеть её изображения.',
    emptyCell: 'Изображений нет.',
    needData: 'Тестовые изображения этого запуска не загружены.',
    loadData: 'Загрузить',
    loading: 'Загрузка …',
    busy: 'Идёт обучение. Заглянуть в сеть можно будет, когда оно закончится.',
    otherTest: 'В загруженных данных другое число тестовых изображений, чем при проверке этого запуска.',

    confused: 'Чаще всего путаются',
    confusedHint: 'Выберите пару, чтобы увидеть её изображения.',
    confusedPair: (count: number, rate: number) => `${imagesRu(count)}, ${formatPercent(rate, 1)} класса`,
    noneConfused: 'Все изображения классифицированы верно.',
    classes: 'Классы',
    classColumns: ['класс', 'точность', 'полнота', 'F1', 'число'],
    macro: 'среднее по классам',
    weighted: 'взвешенное среднее',

    files: 'Забрать с собой',
    filesHint: 'Всё создаётся на этой странице и сохраняется вашим браузером.',
    model: 'Модель (.zip)',
    historyCsv: 'Эпохи (.csv)',
    historyJsonl: 'Эпохи (.jsonl)',
    report: 'Отчёт (.html, на английском)',
    link: 'Ссылка с настройками этого запуска',
    copy: 'Копировать',
    copied: 'Скопировано',
    saving: 'Создание файла …',
    nodeHint: 'Модель — в стандартном формате tfjs. Распакуйте её в папку; в Node она загружается так:',
    inputHint:
      'На вход подаются пиксели от 0 до 255 (красный, зелёный, синий), на выходе — вероятности: нормализация и softmax внутри, поэтому модель верно работает и с одним tfjs. Названия классов и происхождение модели записаны в её карточке, которую читает classify.',
  },
});
