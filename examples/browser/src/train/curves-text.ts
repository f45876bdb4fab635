import { texts } from '../language/texts';

/** The words of a training's curves and of their table. */
export const curvesText = texts({
  en: {
    heading: 'Curves',
    loss: 'Loss',
    accuracy: 'Accuracy',
    rate: 'Learning rate',
    training: 'training',
    test: 'test',
    epoch: 'epochs',
    means:
      'The training curve is the mean over the images just trained on, a twentieth of an epoch and at least 256; the test stands at the end of an epoch. The figures above and the table have the mean over the whole epoch, while the weights change.',
    table: 'The epochs as a table',
    noEpoch: 'No epoch is over yet.',
    columns: {
      epoch: 'Epoch',
      loss: 'Loss',
      accuracy: 'Accuracy',
      testLoss: 'Test loss',
      testAccuracy: 'Test accuracy',
      rate: 'Learning rate',
      speed: 'Images/s',
      time: 'Time',
    },
  },
  ru: {
    heading: 'Кривые обучения',
    loss: 'Потери',
    accuracy: 'Точность',
    rate: 'Скорость обучения',
    training: 'обучение',
    test: 'тест',
    epoch: 'эпохи',
    means:
      'Кривая обучения — среднее по последним изображениям: двадцатая часть эпохи, но не меньше 256. Значения на тесте даны в конце эпохи. Числа над графиками и в таблице усреднены с начала эпохи, пока веса меняются.',
    table: 'Эпохи в таблице',
    noEpoch: 'Ни одна эпоха ещё не закончена.',
    columns: {
      epoch: 'Эпоха',
      loss: 'Потери',
      accuracy: 'Точность',
      testLoss: 'Потери, тест',
      testAccuracy: 'Точность, тест',
      rate: 'Скорость обучения',
      speed: 'Изобр./с',
      time: 'Время',
    },
  },
});
