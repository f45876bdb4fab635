import { texts } from '../language/language';

/** The words of the parts that need the model itself: category maps and first kernels. */
export const mapsText = texts({
  maps: ['Category maps', 'Карты классов'],
  mapsHint: [
    'The last mlpconv gives one map for each class. Global average pooling takes the mean of each map: that is the logit of the class. Colors show where the image speaks for a class and where against it.',
    'Последний mlpconv-блок даёт по одной карте на класс. Глобальное усреднение берёт среднее каждой карты — это и есть логит класса. Цвет показывает, какие места изображения говорят за класс, а какие против.',
  ],
  opening: ['Opening the model …', 'Открываем модель …'],
  openFailed: ['The model cannot be opened:', 'Модель не открывается:'],
  again: ['Try again', 'Ещё раз'],
  ofClass: ['Images of', 'Класс изображений'],
  anyClass: ['any class', 'любой'],
  random: ['Random test image', 'Случайное тестовое изображение'],
  own: ['A picture of your own', 'Своя картинка'],
  ownHint: [
    'or drop one here. It stays in this page; the square in its middle is scaled to',
    'или перетащите её сюда. Она остаётся на этой странице; квадрат из середины сжимается до',
  ],
  notPicture: [
    'This file cannot be read as a picture. Choose a whole PNG, JPEG, WebP or GIF of at most 64 MB.',
    'Этот файл не читается как изображение. Подойдёт неповреждённый PNG, JPEG, WebP или GIF не больше 64 МБ.',
  ],
  choosePicture: [
    'Choose a test image, or a picture of your own.',
    'Выберите тестовое изображение или свою картинку.',
  ],
  computing: ['Computing the maps …', 'Вычисляем карты …'],
  testImage: (image: number) => [`Test image ${image}`, `Тестовое изображение ${image}`],
  ownPicture: ['Your picture', 'Ваша картинка'],
  trueClass: ['true class', 'истинный класс'],
  input: ['as the network gets it', 'так её получает сеть'],
  predicted: ['The network says', 'Ответ сети'],
  smooth: ['Smooth maps', 'Сглаживать карты'],
  legend: (most: string) => [
    `Colors from −${most} to ${most}, the same for all classes`,
    `Цвета от −${most} до ${most}, одни для всех классов`,
  ],
  against: ['against the class', 'против класса'],
  towards: ['for the class', 'за класс'],
  logit: ['logit', 'логит'],
  probability: ['probability', 'вероятность'],
  mapOf: (name: string, size: string, lowest: string, highest: string) => [
    `Map of ${name}, ${size}, from ${lowest} to ${highest}`,
    `Карта класса ${name}, ${size}, от ${lowest} до ${highest}`,
  ],
  onePixel: [
    'The maps of this network are 1×1 for this input size: global average pooling averages a single number, so there is nothing to see of where in the image a class was found.',
    'При таком размере входа карты этой сети — 1×1: глобальное усреднение усредняет одно число, поэтому не видно, где на изображении найден класс.',
  ],
  filters: ['First kernels', 'Ядра первой свёртки'],
  filtersHint: (count: number, size: number) => [
    `The ${count} kernels of the first convolution, ${size}×${size} in red, green and blue. Gray is a weight of zero; all kernels are stretched alike.`,
    `Ядра первой свёртки (${count}), ${size}×${size} в красном, зелёном и синем. Серый — нулевой вес; контраст растянут для всех ядер одинаково.`,
  ],
  filtersName: (count: number, size: number) => [
    `${count} kernels of ${size} by ${size} pixels as small color pictures`,
    `Ядра первой свёртки, ${count} маленьких цветных картинок ${size} на ${size}`,
  ],
});
