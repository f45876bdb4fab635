import { layerShapes, lectureSpec } from '@nin/blocks';
import { formatCount, texts } from '../../language/language';
import { crossed } from '../../language/numbers';
import { startFromNetwork } from '../../network/draft-state';
import { pointAt, type PointedField } from '../../network/pointed-field';
import { base, network } from '../../settings/settings-state';
import { ChangeNote } from '../change-note';
import { drive, showPlace } from '../lecture-state';
import { idleWeights } from '../network-facts';

/** What a block is, and what is odd in the lecture's network. */
export function BlocksSection() {
  const words = blocksSectionText();
  const { oddities } = words;
  const shapes = layerShapes(lectureSpec);
  const lastMap = shapes.at(-2)?.shape.slice(0, 2) ?? [];
  const [, second, , last] = lectureSpec.blocks;
  const load = () => {
    drive('blocks', () => startFromNetwork('lecture'));
    showPlace('network');
  };
  return (
    <>
      <p>{words.block}</p>
      <p>{words.between}</p>
      <div class="buttons">
        <button type="button" onClick={load}>
          {words.load}
        </button>
        <button type="button" onClick={() => pointAt({ block: 0 })}>
          {words.look}
        </button>
      </div>
      <ChangeNote section="blocks" />
      <h4>{words.odd}</h4>
      <ul class="oddities">
        <Oddity text={oddities.outputs(last?.filters ?? 0)} at={{ block: 3, field: 'filters' }} />
        <Oddity text={oddities.layers} at={{ block: 0, field: 'mlpLayers' }} />
        <Oddity text={oddities.relu} at={{ block: 3, field: 'outputActivation' }} />
        <Oddity
          text={oddities.lastMap(crossed(lastMap), formatCount(idleWeights(lectureSpec)))}
          at={{ block: 3, field: 'kernelSize' }}
        />
        <Oddity text={oddities.filters(second?.filters ?? 0)} at={{ block: 1, field: 'filters' }} />
      </ul>
    </>
  );
}

/** Something odd, and a button to where it stands in the editor. It is there in the lecture's network only. */
function Oddity({ text, at }: { text: string; at: PointedField }) {
  const words = blocksSectionText();
  const show = () => {
    if (base.value !== 'lecture' || network.value.blocks.length <= at.block) {
      drive('blocks', () => startFromNetwork('lecture'));
    }
    pointAt(at);
  };
  return (
    <li>
      <span>{text}</span>
      <button type="button" onClick={show} aria-label={words.showWhat(text)}>
        {words.show}
      </button>
    </li>
  );
}

/** The words of the section about blocks. */
const blocksSectionText = texts({
  block: [
    'A block is one k×k convolution and a few 1×1 convolutions behind it. The first gathers what lies around a pixel; the others combine what was gathered, pixel by pixel. Together they are a perceptron with hidden layers that slides over the image.',
    'Блок — это одна свёртка k×k и несколько свёрток 1×1 за ней. Первая собирает то, что находится вокруг пикселя, остальные сочетают собранное в каждом пикселе. Вместе это персептрон со скрытыми слоями, который скользит по изображению.',
  ],
  between: [
    'Between blocks a max pooling with a 3×3 window and stride 2 halves the map. The blocks grow deeper in channels as the maps get smaller.',
    'Между блоками пулинг по максимуму с окном 3×3 и шагом 2 уменьшает карту вдвое. Карты становятся меньше, а каналов — больше.',
  ],
  load: ['Load the lecture’s network', 'Загрузить сеть из лекции'],
  look: ['Show block 1', 'Показать блок 1'],
  odd: ['What is odd in it', 'Что в ней странного'],
  show: ['Show', 'Где это'],
  showWhat: (what: string) => [`Show: ${what}`, `Где это: ${what}`],
  oddities: {
    outputs: (outputs: number) => [
      `${outputs} outputs for ten classes. The spare ones have no image to learn from; they only learn to stay low.`,
      `Выходов ${outputs}, а классов десять. Лишним не на чем учиться: они лишь учатся не мешать.`,
    ],
    layers: [
      'The text of the lecture speaks of two 1×1 layers, its code has three.',
      'В тексте лекции говорится о двух слоях 1×1, а в коде их три.',
    ],
    relu: [
      'ReLU also follows the logits, so none can be negative. A class whose logit is zero for an image gets no gradient from it.',
      'ReLU стоит и после логитов, поэтому они не бывают отрицательными. Если логит класса равен нулю, градиента от этого изображения класс не получает.',
    ],
    lastMap: (map: string, idle: string) => [
      `At 32×32 the last map is ${map}: global average pooling has nothing to average, and of the 3×3 kernels of block 4 only the center ever sees the image. The other ${idle} weights get no gradient.`,
      `При входе 32×32 последняя карта — ${map}: глобальному усреднению нечего усреднять, а в ядрах 3×3 блока 4 изображение видит только центр. Остальные веса (${idle}) не получают градиента.`,
    ],
    filters: (filters: number) => [
      `${filters} filters in block 2, where 768 was most likely meant.`,
      `В блоке 2 фильтров ${filters}; скорее всего, имелось в виду 768.`,
    ],
  },
});
