import { texts } from '../language/language';

/** The words of the check that a 1×1 convolution is a perceptron at every pixel. */
export const perceptronText = texts({
  en: {
    title: 'A 1×1 convolution is a perceptron at every pixel',
    lead: 'The same random numbers go through the convolution and the perceptron. Choose a pixel and a unit to see the sum written out.',
    sizes: { size: 'Side, pixels', channels: 'Channels', units: 'Units' },
    wrong: (most: number) => `A whole number from 1 to ${most}, please.`,
    compare: 'Compare',
    again: 'Compare again, with other numbers',
    comparing: 'Comparing …',
    failed: 'The comparison did not work:',
    pixels: 'Pixels of the image',
    pixel: (row: number, column: number) => `Pixel in row ${row}, column ${column}`,
    unit: 'Unit',
    tableName: 'The sum of the chosen unit at the chosen pixel',
    columns: { channel: 'Channel', input: 'x', weight: 'w', product: 'x · w' },
    bias: 'bias b',
    sum: 'sum w · x + b',
    relu: 'ReLU: max(0, sum)',
    convolution: 'the convolution gives',
    verdict: (count: string, difference: string, backend: string) =>
      `The largest difference over all ${count} numbers is ${difference} (convolution by ${backend} in single precision, perceptron in double).`,
  },
  ru: {
    title: 'Свёртка 1×1 — это персептрон в каждом пикселе',
    lead: 'Одни и те же случайные числа проходят через свёртку и через персептрон. Выберите пиксель и нейрон, чтобы увидеть сумму по слагаемым.',
    sizes: { size: 'Сторона, пикс.', channels: 'Каналы', units: 'Нейроны' },
    wrong: (most) => `Нужно целое число от 1 до ${most}.`,
    compare: 'Сравнить',
    again: 'Сравнить ещё раз, на других числах',
    comparing: 'Сравнение …',
    failed: 'Сравнить не удалось:',
    pixels: 'Пиксели изображения',
    pixel: (row, column) => `Пиксель: строка ${row}, столбец ${column}`,
    unit: 'Нейрон',
    tableName: 'Сумма выбранного нейрона в выбранном пикселе',
    columns: { channel: 'Канал', input: 'x', weight: 'w', product: 'x · w' },
    bias: 'смещение b',
    sum: 'сумма w · x + b',
    relu: 'ReLU: max(0, сумма)',
    convolution: 'свёртка даёт',
    verdict: (count, difference, backend) =>
      `Наибольшее расхождение среди всех чисел (их ${count}) равно ${difference} (свёртка: ${backend}, одинарная точность; персептрон: двойная).`,
  },
});
