import { formatCount, language, texts } from '../../language/language';
import { shortPower } from '../../language/numbers';
import { comparePerceptron, perceptronState } from '../../network/perceptron-state';
import { place } from '../../page/place';
import { openSection, showElement } from '../lecture-state';

/** Why 1×1 convolutions, and a button that checks what they compute. */
export function PerceptronSection() {
  const words = perceptronSectionText();
  const state = perceptronState.value;
  const channels = 384;
  const check = async () => {
    showElement('network', 'perceptron-check');
    await comparePerceptron();
    // There is more to see now, for who has not gone elsewhere meanwhile.
    if (openSection.value === 'perceptron' && place.value === 'network') {
      showElement('network', 'perceptron-check');
    }
  };
  return (
    <>
      <p>{words.problem}</p>
      <p>{words.idea}</p>
      <p class="formula">{words.formula}</p>
      <p>{words.cost(channels, channels, formatCount(channels * channels + channels))}</p>
      <div class="buttons">
        <button type="button" onClick={() => void check()}>
          {words.check}
        </button>
      </div>
      <div aria-live="polite">
        {state.phase === 'compared' && (
          <p class="change-note">
            {words.result(
              formatCount(state.comparison.perceptron.length),
              shortPower(language.value, state.comparison.difference),
            )}
          </p>
        )}
        {state.phase === 'failed' && (
          <p class="notice bad" lang="en">
            {state.message}
          </p>
        )}
      </div>
    </>
  );
}

/** The words of the section about 1×1 convolutions. */
const perceptronSectionText = texts({
  problem: [
    'A fully connected layer mixes every number of an image with every other, and forgets what lay beside what. A convolution keeps the picture’s shape, but sees each neighborhood through a single weighted sum.',
    'Полносвязный слой смешивает каждое число изображения с каждым и забывает, что с чем соседствовало. Свёртка сохраняет форму картинки, но видит каждую окрестность лишь через одну взвешенную сумму.',
  ],
  idea: [
    'A 1×1 convolution adds the missing thought. At each pixel it takes the column of numbers along the channels and gives it to a small perceptron. The same weights serve every pixel, so the map keeps its height and width.',
    'Свёртка 1×1 добавляет недостающее. В каждом пикселе она берёт столбик чисел вдоль каналов и отдаёт его маленькому персептрону. Веса у всех пикселей общие, поэтому высота и ширина карты не меняются.',
  ],
  formula: [
    'y = ReLU(w · x + b), at each pixel by itself',
    'y = ReLU(w · x + b) — в каждом пикселе отдельно',
  ],
  cost: (from: number, to: number, params: string) => [
    `It is cheap: from ${from} channels to ${to} it takes ${from} · ${to} + ${to} = ${params} parameters, whatever the size of the image.`,
    `Это дёшево: из ${from} каналов в ${to} нужно ${from} · ${to} + ${to} = ${params} параметров при любом размере изображения.`,
  ],
  check: ['Check it with numbers', 'Проверить на числах'],
  result: (count: string, difference: string) => [
    `Compared: over ${count} numbers the largest difference is ${difference}. It is the rounding of single precision.`,
    `Сравнение готово: чисел ${count}, наибольшее расхождение ${difference}. Это округление одинарной точности.`,
  ],
});
