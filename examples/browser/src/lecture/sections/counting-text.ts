import { texts } from '../../language/texts';

/** The words of the task about parameters, multiplications and memory. */
export const countingSectionText = texts({
  en: {
    question:
      'How many parameters are trained, how many multiplications does one image take, and how much memory does the network need?',
    how: 'Count the first convolution by hand:',
    params: 'parameters',
    macs: 'multiplications',
    paramsRule: (k: number, channels: number, filters: number, result: string) =>
      `${k}² · ${channels} · ${filters} + ${filters} = ${result}`,
    macsRule: (height: number, width: number, k: number, channels: number, filters: number, result: string) =>
      `${height} · ${width} · ${k}² · ${channels} · ${filters} = ${result}`,
    whole: 'The whole network',
    name: 'What the present network costs',
    trainable: 'trainable parameters',
    perImage: 'multiplications per image',
    weights: 'weights in memory',
    activations: 'activations of one image',
    training: (batch: number) => `memory to train, batch ${batch}`,
    note: 'Memory to train: weights, a gradient for each, what the optimizer keeps, and the activations of a whole batch, which the way back needs again. Four bytes a number.',
    look: 'See it layer by layer',
  },
  ru: {
    question:
      'Сколько параметров обучается, сколько умножений требует одно изображение и сколько памяти нужно сети?',
    how: 'Первую свёртку посчитаем вручную:',
    params: 'параметры',
    macs: 'умножения',
    paramsRule: (k, channels, filters, result) => `${k}² · ${channels} · ${filters} + ${filters} = ${result}`,
    macsRule: (height, width, k, channels, filters, result) =>
      `${height} · ${width} · ${k}² · ${channels} · ${filters} = ${result}`,
    whole: 'Вся сеть',
    name: 'Затраты нынешней сети',
    trainable: 'обучаемых параметров',
    perImage: 'умножений на изображение',
    weights: 'веса в памяти',
    activations: 'активации одного изображения',
    training: (batch) => `память для обучения, пакет ${batch}`,
    note: 'Память для обучения: веса, по градиенту на каждый, данные оптимизатора и активации всего пакета, нужные на обратном проходе. По четыре байта на число.',
    look: 'Посмотреть слой за слоем',
  },
});
