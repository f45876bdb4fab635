import { formatCount, plural, texts } from '../language/language';

/** The words of the tab that compares runs. */
export const compareText = texts({
  title: ['Compare', 'Сравнение'],
  none: [
    'No run yet. Train a network, and it is kept here; train another one, and the two can be compared.',
    'Запусков пока нет. Обучите сеть — запуск сохранится здесь; обучите ещё одну — и их можно будет сравнить.',
  ],
  toTrain: ['Go to Train', 'К обучению'],
  runs: ['Runs', 'Запуски'],
  topOne: ['top-1', 'top-1'],
  epochs: (count: number) => [
    `${count} ${count === 1 ? 'epoch' : 'epochs'}`,
    `${count} ${plural(count, 'эпоха', 'эпохи', 'эпох')}`,
  ],
  params: (count: number) => [
    `${formatCount(count)} parameters`,
    `${formatCount(count)} ${plural(count, 'параметр', 'параметра', 'параметров')}`,
  ],
  states: {
    running: ['training', 'обучается'],
    interrupted: ['interrupted', 'прерван'],
    failed: ['failed', 'сбой'],
    fruitless: ['ended before its first epoch', 'закончился до первой эпохи'],
    stopped: ['stopped', 'остановлен'],
    finished: ['finished', 'завершён'],
  },
  goOn: ['Continue', 'Продолжить'],
  reuse: ['Use its settings', 'Взять настройки'],
  remove: ['Delete', 'Удалить'],
  really: ['Delete the run and its model?', 'Удалить запуск и его модель?'],
  yesRemove: ['Yes, delete', 'Да, удалить'],
  keep: ['Keep', 'Оставить'],
  needTwo: [
    'Two runs with at least one epoch can be compared. Change something and train again.',
    'Сравнить можно два запуска, в каждом — хотя бы одна эпоха. Измените что-нибудь и обучите снова.',
  ],
  needTwoOr: [
    'Two runs with at least one epoch can be compared. Change something and train again, or:',
    'Сравнить можно два запуска, в каждом — хотя бы одна эпоха. Измените что-нибудь и обучите снова или:',
  ],
  pair: ['Two runs', 'Два запуска'],
  runA: ['Run A', 'Запуск A'],
  runB: ['Run B', 'Запуск B'],
  sameRun: [
    'A and B are the same run. Choose another one.',
    'A и B — один и тот же запуск. Выберите другой.',
  ],
  ablate: (layers: number, isOnly: boolean) => [
    `Repeat ${isOnly ? 'this run' : 'run A'} with ${['no 1×1 layer', 'one 1×1 layer'][layers] ?? `${layers} 1×1 layers`} in each block`,
    `Повторить ${isOnly ? 'этот запуск' : 'запуск A'}: ${layers === 0 ? 'ни одного слоя' : `${layers} ${plural(layers, 'слой', 'слоя', 'слоёв')}`} 1×1 в каждом блоке`,
  ],
  ablateNone: ['Run A has no 1×1 layers left to take away.', 'В запуске A уже нет слоёв 1×1.'],
  ablateHint: [
    'Everything else as in run A; goes to Train.',
    'Все остальные настройки — как в запуске A; откроется «Обучение».',
  ],
  ablateOnlyHint: [
    'Everything else as in this run; goes to Train.',
    'Все остальные настройки — как в этом запуске; откроется «Обучение».',
  ],
  settings: ['What differs in the settings', 'Различия в настройках'],
  setting: ['Setting', 'Настройка'],
  noDifference: [
    'Nothing: both runs have the same settings.',
    'Никаких: настройки обоих запусков одинаковы.',
  ],
  figures: ['Figures', 'Показатели'],
  figure: ['Figure', 'Показатель'],
  difference: ['B − A', 'B − A'],
  figureNames: {
    accuracy: ['Top-1', 'Точность (top-1)'],
    testLoss: ['Test loss, last whole epoch', 'Потери на тесте, последняя полная эпоха'],
    trainingLoss: ['Training loss, last whole epoch', 'Потери при обучении, последняя полная эпоха'],
    epochs: ['Whole epochs', 'Полные эпохи'],
    params: ['Parameters', 'Параметры'],
    macs: ['MACs an image', 'MAC на изображение'],
    imagesPerSecond: ['Images per second', 'Изображений в секунду'],
    trainingSeconds: ['Training time', 'Время обучения'],
    device: ['Computed on', 'Вычислитель'],
  },
  points: (points: string) => [`${points} pp`, `${points} п. п.`],
  millions: (count: string) => [`${count} M`, `${count} млн`],
  honest: [
    'One run is one sample. Runs that differ only in the seed differ by about one percentage point, and by more where few images are tested (1,000: about ±2 more). A smaller difference says nothing; a larger one should be seen more than once.',
    'Один запуск — одно наблюдение. Запуски, различающиеся только seed, расходятся примерно на процентный пункт, а при малом числе тестовых изображений — и больше (1000: ещё около ±2). Меньшая разница ни о чём не говорит; большую стоит увидеть не один раз.',
  ],
  otherData: [
    'The two runs were tested on different data: their accuracies cannot be compared.',
    'Запуски проверены на разных данных: их точности сравнивать нельзя.',
  ],
  curves: ['Curves', 'Кривые'],
  accuracy: ['Accuracy', 'Точность'],
  loss: ['Loss', 'Потери'],
  epoch: ['epoch', 'эпоха'],
  training: (run: string) => [`${run}, training`, `${run}, обучение`],
  test: (run: string) => [`${run}, test`, `${run}, тест`],
  matrices: ['Confusion matrices', 'Матрицы ошибок'],
  matrixOf: (run: string) => [`Run ${run}: % of the true class`, `Запуск ${run}: % истинного класса`],
  differenceOf: ['B − A, in percentage points', 'B − A, в процентных пунктах'],
  differenceHint: [
    'Blue: run B gives the answer more often; orange: less often. On the diagonal more is better, elsewhere less.',
    'Синий: запуск B даёт этот ответ чаще, оранжевый — реже. На диагонали лучше больше, вне её — меньше.',
  ],
  untested: [
    'One of the runs was not tested, so there are no matrices.',
    'Один из запусков не проверен, поэтому матриц нет.',
  ],
  cell: (real: string, predicted: string, text: string) => [
    `true ${real}, predicted ${predicted}: ${text}`,
    `истинный класс ${real}, ответ сети ${predicted}: ${text}`,
  ],
});
