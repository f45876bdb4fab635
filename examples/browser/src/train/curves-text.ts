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
      'Training figures are means since the start of their epoch, while the weights change; test figures stand at the end of an epoch.',
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
      'Значения на обучении усреднены с начала своей эпохи, пока веса меняются; значения на тесте даны в конце эпохи.',
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
