import { texts } from '../../language/texts';

/** The words of the task about hyper-parameters. */
export const tuningSectionText = texts({
  en: {
    idea: 'The lecture trains with bytes divided by 255 and no augmentation. A network of many millions of weights then learns its 50,000 images by heart: training accuracy runs away from test accuracy.',
    advice: 'Change one thing at a time, train, and lay the runs over each other in “Compare”.',
    normalize: 'Standardize the channels',
    augment: 'Shift and mirror the images',
    adamw: 'AdamW',
    sgd: 'SGD with momentum',
    cosine: 'Cosine schedule',
    batchNorm: 'Batch normalization in all blocks',
    back: 'Back to the network’s own, blocks included',
    go: 'Go to training',
    why: 'What each is good for',
    reasons: [
      'Standardized channels have mean 0 and deviation 1: the first layer starts in the middle of its range.',
      'Shifts and mirror images make 50,000 images many more; the best published results on CIFAR rely on them.',
      'AdamW scales each weight’s step by itself and forgives a poor learning rate. SGD with momentum needs a rate well chosen, and often ends a little higher.',
      'Batch normalization keeps the scale of every map in range: deep networks of ReLUs start to learn much sooner.',
    ],
  },
  ru: {
    idea: 'В лекции байты делят на 255, аугментации нет. Сеть из многих миллионов весов заучивает свои 50 000 изображений наизусть: точность на обучающих данных убегает от точности на тестовых.',
    advice: 'Меняйте что-то одно, обучайте и накладывайте запуски друг на друга в разделе «Сравнение».',
    normalize: 'Стандартизовать каналы',
    augment: 'Сдвигать и отражать изображения',
    adamw: 'AdamW',
    sgd: 'SGD с импульсом',
    cosine: 'Косинусное расписание',
    batchNorm: 'Пакетная нормализация во всех блоках',
    back: 'Вернуть исходные сеть и обучение',
    go: 'К обучению',
    why: 'Что для чего нужно',
    reasons: [
      'У стандартизованных каналов среднее 0 и отклонение 1: первый слой начинает с середины своего диапазона.',
      'Сдвиги и отражения делают из 50 000 изображений гораздо больше; лучшие опубликованные результаты на CIFAR опираются на них.',
      'AdamW подбирает шаг каждого веса отдельно и прощает неудачную скорость обучения. SGD с импульсом требует хорошо выбранной скорости, но нередко приходит чуть выше.',
      'Пакетная нормализация удерживает масштаб каждой карты: глубокие сети с ReLU начинают учиться намного раньше.',
    ],
  },
});
