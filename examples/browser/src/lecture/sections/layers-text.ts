import { texts } from '../../language/texts';

/** The words of the task about 1×1 layers. */
export const layersSectionText = texts({
  en: {
    question:
      'Why two 1×1 layers in a block, and not one or three? Take one away, or add one, and see what it costs; then train both and compare.',
    now: 'Now, block by block:',
    fewer: 'One layer fewer',
    more: 'One layer more',
    table: 'What each number costs in this network',
    name: 'Parameters and MACs for each number of 1×1 layers',
    count: '1×1 layers',
    params: 'Parameters',
    macs: 'MACs',
    answer: 'One answer',
    answerText:
      'With none, a block is a convolution and nothing else. With one 1×1 layer the convolution becomes the hidden layer of a perceptron over the patch. With two, the channels get a hidden layer of their own. A third adds weights and depth, but nothing of a new kind, and without batch normalization it makes the start harder.',
    go: 'Go to training',
  },
  ru: {
    question:
      'Почему в блоке два слоя 1×1, а не один или три? Уберите один или добавьте и посмотрите, чего это стоит; затем обучите обе сети и сравните.',
    now: 'Сейчас по блокам:',
    fewer: 'На слой меньше',
    more: 'На слой больше',
    table: 'Чего стоит каждое число слоёв в этой сети',
    name: 'Параметры и MAC для каждого числа слоёв 1×1',
    count: 'Слоёв 1×1',
    params: 'Параметры',
    macs: 'MAC',
    answer: 'Один из ответов',
    answerText:
      'Без них блок — просто свёртка. С одним слоем 1×1 свёртка становится скрытым слоем персептрона над окном. С двумя собственный скрытый слой появляется и у каналов. Третий добавляет веса и глубину, но ничего принципиально нового, а без пакетной нормализации затрудняет начало обучения.',
    go: 'К обучению',
  },
});
