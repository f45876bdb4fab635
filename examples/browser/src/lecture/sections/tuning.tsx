import type { SettingValues } from '@nin/recipes';
import { texts } from '../../language/language';
import { blockValues } from '../../network/block-values';
import { backToOriginal } from '../../network/draft-state';
import {
  backToUsualTraining,
  change,
  changeNetwork,
  experimentFor,
  type NetworkName,
} from '../../settings/settings-state';
import { ChangeNote } from '../change-note';
import { drive, showPlace } from '../lecture-state';

/** An optimizer and the rates that suit it: those of the recipes that use it. */
const adamw = optimizerOf('lecture');
const sgd = optimizerOf('modern');

/** Takes back what the buttons have done: to the training, and to the blocks. */
function backToOwn(): void {
  drive('tuning', () => {
    backToOriginal();
    backToUsualTraining();
  });
}

/** The task to find better hyper-parameters. */
export function TuningSection() {
  const words = tuningSectionText();
  const set = (values: SettingValues) => () => drive('tuning', () => change(values));
  const normalizeBatches = () =>
    drive('tuning', () =>
      changeNetwork((spec) => ({
        ...spec,
        blocks: spec.blocks.map((block) => {
          // Only false is no batch normalization: true, settings, and a kind of block without such a field stay.
          const isOff = blockValues(block).batchNorm === false;
          return isOff ? { ...block, batchNorm: { momentum: 0.9 } } : block;
        }),
      })),
    );
  const changes: [string, () => void][] = [
    [words.normalize, set({ 'batch.normalize': 'standard' })],
    [words.augment, set({ 'batch.augment': { padAndCrop: 4, flip: true } })],
    [words.adamw, set(adamw)],
    [words.sgd, set(sgd)],
    [words.cosine, set({ schedule: { kind: 'cosineAnnealing' } })],
    [words.batchNorm, normalizeBatches],
    [words.back, backToOwn],
  ];
  return (
    <>
      <p>{words.idea}</p>
      <div class="buttons">
        {changes.map(([name, change]) => (
          <button key={name} type="button" class="small" onClick={change}>
            {name}
          </button>
        ))}
      </div>
      <ChangeNote section="tuning" />
      <p>{words.advice}</p>
      <details>
        <summary>{words.why}</summary>
        <ul>
          {words.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </details>
      <div class="buttons">
        <button type="button" onClick={() => showPlace('train')}>
          {words.go}
        </button>
      </div>
    </>
  );
}

function optimizerOf(name: NetworkName): SettingValues {
  const { kind, learningRate, weightDecay } = experimentFor(name).optimizer;
  return {
    'optimizer.kind': kind,
    'optimizer.learningRate': learningRate,
    'optimizer.weightDecay': weightDecay,
  };
}

/** The words of the task about hyper-parameters. */
const tuningSectionText = texts({
  idea: [
    'The lecture trains with bytes divided by 255 and no augmentation. A network of many millions of weights then learns its 50,000 images by heart: training accuracy runs away from test accuracy.',
    'В лекции байты делят на 255, аугментации нет. Сеть из многих миллионов весов заучивает свои 50 000 изображений наизусть: точность на обучающих данных убегает от точности на тестовых.',
  ],
  advice: [
    'Change one thing at a time, train, and lay the runs over each other in “Compare”.',
    'Меняйте что-то одно, обучайте и накладывайте запуски друг на друга в разделе «Сравнение».',
  ],
  normalize: ['Standardize the channels', 'Стандартизовать каналы'],
  augment: ['Shift and mirror the images', 'Сдвигать и отражать изображения'],
  adamw: ['AdamW', 'AdamW'],
  sgd: ['SGD with momentum', 'SGD с импульсом'],
  cosine: ['Cosine schedule', 'Косинусное расписание'],
  batchNorm: ['Batch normalization in all blocks', 'Пакетная нормализация во всех блоках'],
  back: ['Back to the network’s own, blocks included', 'Вернуть исходные сеть и обучение'],
  go: ['Go to training', 'К обучению'],
  why: ['What each is good for', 'Что для чего нужно'],
  reasons: [
    [
      'Standardized channels have mean 0 and deviation 1: the first layer starts in the middle of its range.',
      'Shifts and mirror images make 50,000 images many more; the best published results on CIFAR rely on them.',
      'AdamW scales each weight’s step by itself and forgives a poor learning rate. SGD with momentum needs a rate well chosen, and often ends a little higher.',
      'Batch normalization keeps the scale of every map in range: deep networks of ReLUs start to learn much sooner.',
    ],
    [
      'У стандартизованных каналов среднее 0 и отклонение 1: первый слой начинает с середины своего диапазона.',
      'Сдвиги и отражения делают из 50 000 изображений гораздо больше; лучшие опубликованные результаты на CIFAR опираются на них.',
      'AdamW подбирает шаг каждого веса отдельно и прощает неудачную скорость обучения. SGD с импульсом требует хорошо выбранной скорости, но нередко приходит чуть выше.',
      'Пакетная нормализация удерживает масштаб каждой карты: глубокие сети с ReLU начинают учиться намного раньше.',
    ],
  ],
});
