import { texts } from '../language/language';

/** The words of the check that a 1×1 convolution is a perceptron at every pixel. */
export const perceptronText = texts({
  title: [
    'A 1×1 convolution is a perceptron at every pixel',
    'Свёртка 1×1 — это персептрон в каждом пикселе',
  ],
  lead: [
    'The same random numbers go through the convolution and the perceptron. Choose a pixel and a unit to see the sum written out.',
    'Одни и те же случайные числа проходят через свёртку и через персептрон. Выберите пиксель и нейрон, чтобы увидеть сумму по слагаемым.',
  ],
  sizes: {
    size: ['Side, pixels', 'Сторона, пикс.'],
    channels: ['Channels', 'Каналы'],
    units: ['Units', 'Нейроны'],
  },
  wrong: (most: number) => [
    `A whole number from 1 to ${most}, please.`,
    `Нужно целое число от 1 до ${most}.`,
  ],
  compare: ['Compare', 'Сравнить'],
  again: ['Compare again, with other numbers', 'Сравнить ещё раз, на других числах'],
  comparing: ['Comparing …', 'Сравнение …'],
  failed: ['The comparison did not work:', 'Сравнить не удалось:'],
  pixels: ['Pixels of the image', 'Пиксели изображения'],
  pixel: (row: number, column: number) => [
    `Pixel in row ${row}, column ${column}`,
    `Пиксель: строка ${row}, столбец ${column}`,
  ],
  unit: ['Unit', 'Нейрон'],
  tableName: [
    'The sum of the chosen unit at the chosen pixel',
    'Сумма выбранного нейрона в выбранном пикселе',
  ],
  columns: {
    channel: ['Channel', 'Канал'],
    input: ['x', 'x'],
    weight: ['w', 'w'],
    product: ['x · w', 'x · w'],
  },
  bias: ['bias b', 'смещение b'],
  sum: ['sum w · x + b', 'сумма w · x + b'],
  relu: ['ReLU: max(0, sum)', 'ReLU: max(0, сумма)'],
  convolution: ['the convolution gives', 'свёртка даёт'],
  verdict: (count: string, difference: string, backend: string) => [
    `The largest difference over all ${count} numbers is ${difference} (convolution by ${backend} in single precision, perceptron in double).`,
    `Наибольшее расхождение среди всех чисел (их ${count}) равно ${difference} (свёртка: ${backend}, одинарная точность; персептрон: двойная).`,
  ],
});
