import { texts } from '../../language/texts';

/** The words of the section about global average pooling. */
export const averagingSectionText = texts({
  en: {
    idea: 'The last block gives one map for each class. The mean of a map is the class’s logit, and that is the whole head: no fully connected layer, nothing of its own to learn or to overfit.',
    maps: 'So each map can be read: it is bright where the network sees its class. That is why these are called category maps.',
    table: 'Three ways to end this network',
    name: 'Parameters of three ways from the last maps to the classes',
    ending: 'Ending',
    params: 'Parameters',
    averaging: 'averaging',
    dense: (map: string, classes: number) => `flatten ${map}, then dense ${classes}`,
    hidden: 'the same with a hidden layer of 4096',
    computed: 'Computed for the network of the tool.',
    single:
      'Its last map is a single pixel: here averaging changes nothing. The paper’s network shows what it is for.',
    paper: 'Load the paper’s network',
    look: 'See category maps',
  },
  ru: {
    idea: 'Последний блок даёт по одной карте на класс. Среднее карты — это логит класса, и больше в конце сети ничего нет: ни полносвязного слоя, ни собственных весов, которые могли бы переобучиться.',
    maps: 'Поэтому каждую карту можно читать: она ярче там, где сеть видит свой класс. Это и есть карты классов.',
    table: 'Три способа закончить эту сеть',
    name: 'Параметры трёх способов перейти от последних карт к классам',
    ending: 'Окончание',
    params: 'Параметры',
    averaging: 'усреднение',
    dense: (map, classes) => `вытянуть ${map} в вектор, затем полносвязный слой ${classes}`,
    hidden: 'то же со скрытым слоем 4096',
    computed: 'Посчитано для сети, выбранной в инструменте.',
    single:
      'Последняя карта в ней — один пиксель: усреднение ничего не меняет. Для чего оно нужно, видно на сети из статьи.',
    paper: 'Загрузить сеть из статьи',
    look: 'Посмотреть карты классов',
  },
});
