import { texts } from '../language/language';

/** The words of the parts that need the model itself: category maps and first kernels. */
export const mapsText = texts({
  en: {
    maps: 'Category maps',
    mapsHint:
      'The last mlpconv gives one map for each class. Global average pooling takes the mean of each map: that is the logit of the class. Colours show where the image speaks for a class and where against it.',
    opening: 'Opening the model …',
    openFailed: 'The model cannot be opened:',
    again: 'Try again',
    ofClass: 'Images of',
    anyClass: 'any class',
    random: 'Random test image',
    own: 'A picture of your own',
    ownHint: 'or drop one here. It stays in this page; the square in its middle is scaled to',
    notPicture:
      'This file cannot be read as a picture. Choose a whole PNG, JPEG, WebP or GIF of at most 64 MB.',
    choosePicture: 'Choose a test image, or a picture of your own.',
    computing: 'Computing the maps …',
    testImage: (image: number) => `Test image ${image}`,
    ownPicture: 'Your picture',
    trueClass: 'true class',
    input: 'as the network gets it',
    predicted: 'The network says',
    smooth: 'Smooth maps',
    legend: (most: string) => `Colours from −${most} to ${most}, the same for all classes`,
    against: 'against the class',
    towards: 'for the class',
    logit: 'logit',
    probability: 'probability',
    mapOf: (name: string, size: string, lowest: string, highest: string) =>
      `Map of ${name}, ${size}, from ${lowest} to ${highest}`,
    onePixel:
      'The maps of this network are 1×1 for this input size: global average pooling averages a single number, so there is nothing to see of where in the image a class was found.',
    filters: 'First kernels',
    filtersHint: (count: number, size: number) =>
      `The ${count} kernels of the first convolution, ${size}×${size} in red, green and blue. Grey is a weight of zero; all kernels are stretched alike.`,
    filtersName: (count: number, size: number) =>
      `${count} kernels of ${size} by ${size} pixels as small colour pictures`,
  },
  ru: {
    maps: 'Карты классов',
    mapsHint:
      'Последний mlpconv-блок даёт по одной карте на класс. Глобальное усреднение берёт среднее каждой карты — это и есть логит класса. Цвет показывает, какие места изображения говорят за класс, а какие против.',
    opening: 'Открываем модель …',
    openFailed: 'Модель не открывается:',
    again: 'Ещё раз',
    ofClass: 'Класс изображений',
    anyClass: 'любой',
    random: 'Случайное тестовое изображение',
    own: 'Своя картинка',
    ownHint: 'или перетащите её сюда. Она остаётся на этой странице; квадрат из середины сжимается до',
    notPicture:
      'Этот файл не читается как изображение. Подойдёт неповреждённый PNG, JPEG, WebP или GIF не больше 64 МБ.',
    choosePicture: 'Выберите тестовое изображение или свою картинку.',
    computing: 'Вычисляем карты …',
    testImage: (image: number) => `Тестовое изображение ${image}`,
    ownPicture: 'Ваша картинка',
    trueClass: 'истинный класс',
    input: 'так её получает сеть',
    predicted: 'Ответ сети',
    smooth: 'Сглаживать карты',
    legend: (most: string) => `Цвета от −${most} до ${most}, одни для всех классов`,
    against: 'против класса',
    towards: 'за класс',
    logit: 'логит',
    probability: 'вероятность',
    mapOf: (name: string, size: string, lowest: string, highest: string) =>
      `Карта класса ${name}, ${size}, от ${lowest} до ${highest}`,
    onePixel:
      'При таком размере входа карты этой сети — 1×1: глобальное усреднение усредняет одно число, поэтому не видно, где на изображении найден класс.',
    filters: 'Ядра первой свёртки',
    filtersHint: (count: number, size: number) =>
      `Ядра первой свёртки (${count}), ${size}×${size} в красном, зелёном и синем. Серый — нулевой вес; контраст растянут для всех ядер одинаково.`,
    filtersName: (count: number, size: number) =>
      `Ядра первой свёртки, ${count} маленьких цветных картинок ${size} на ${size}`,
  },
});
