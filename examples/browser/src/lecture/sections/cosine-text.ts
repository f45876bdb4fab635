import { plural, texts } from '../../language/texts';

/** The words of the section about the learning rate. */
export const cosineSectionText = texts({
  en: {
    idea: 'Large steps find the way, small ones settle. Half a cosine wave goes from one to the other: slowly at first, quickly in the middle, slowly at the end.',
    formula: 'rate(epoch) = initial · (1 + cos(π · epoch / epochs)) / 2',
    counted: 'The epoch counts from 0 here, from 1 in the table.',
    odd: (share: string) =>
      `The lecture divides by 1.8 instead of 2. Its rate therefore starts at ${share} of the one it states; otherwise the curve is the same.`,
    curve: (epochs: number) =>
      `Two curves over ${epochs} epochs: the lecture’s lies above the common one by a ninth, and both end near zero`,
    lectures: 'lecture, / 1.8',
    plain: 'common, / 2',
    epochs: (count: number) => `${count} epochs`,
    first: 'The first epochs',
    epoch: 'Epoch',
    useLectures: 'Use the lecture’s',
    usePlain: 'Use the common one',
  },
  ru: {
    idea: 'Большие шаги находят дорогу, малые приводят к цели. Половина косинусной волны соединяет одно с другим: медленно вначале, быстро в середине, медленно в конце.',
    formula: 'скорость(эпоха) = начальная · (1 + cos(π · эпоха / эпох)) / 2',
    counted: 'Эпоха считается с нуля; в таблице — с единицы.',
    odd: (share) =>
      `В лекции делят не на 2, а на 1,8. Поэтому скорость начинается с ${share} от заявленной; в остальном кривая та же.`,
    curve: (epochs) =>
      `Две кривые за ${epochs} эпох: кривая лекции выше обычной на одну девятую, обе заканчиваются около нуля`,
    lectures: 'лекция, / 1,8',
    plain: 'обычная, / 2',
    epochs: (count) => `${count} ${plural(count, 'эпоха', 'эпохи', 'эпох')}`,
    first: 'Первые эпохи',
    epoch: 'Эпоха',
    useLectures: 'Взять из лекции',
    usePlain: 'Взять обычную',
  },
});
