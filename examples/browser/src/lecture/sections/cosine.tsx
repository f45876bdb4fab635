import { applySettings, learningRateSchedule, recipes } from '@nin/recipes';
import { language, plural, texts } from '../../language/language';
import { shortPower } from '../../language/numbers';
import { change } from '../../settings/settings-state';
import { ChangeNote } from '../change-note';
import { drive, showPlace } from '../lecture-state';

const lecture = recipes.lecture.experiment;
const withPlainCosine = applySettings(lecture, { schedule: { kind: 'cosineAnnealing' } });

/** The lecture's learning rate: formula, curve, and its odd divisor. */
export function CosineSection() {
  const words = cosineSectionText();
  const { learningRate } = lecture.optimizer;
  const { epochs } = lecture;
  const [lectures, plain] = [lecture, withPlainCosine].map((of) => learningRateSchedule(of, 1).schedule);
  const share = new Intl.NumberFormat(language.value, { style: 'percent' }).format(
    lectures(0) / learningRate,
  );
  const use = ({ schedule }: typeof lecture) => {
    drive('cosine', () => change({ schedule }));
    showPlace('train');
  };
  return (
    <>
      <p>{words.idea}</p>
      <p class="formula">{words.formula}</p>
      <p class="hint">{words.counted}</p>
      <p>{words.odd(share)}</p>
      <CosineCurve lectures={lectures} plain={plain} epochs={epochs} />
      <table aria-label={words.first}>
        <thead>
          <tr>
            <th scope="col">{words.epoch}</th>
            <th scope="col">
              <span class="key lectures">{words.lectures}</span>
            </th>
            <th scope="col">
              <span class="key">{words.plain}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {[0, 1, 2, 3, 4].map((epoch) => (
            <tr key={epoch}>
              <th scope="row">{epoch + 1}</th>
              <td>{shortPower(language.value, lectures(epoch), 4)}</td>
              <td>{shortPower(language.value, plain(epoch), 4)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class="buttons">
        <button type="button" onClick={() => use(lecture)}>
          {words.useLectures}
        </button>
        <button type="button" onClick={() => use(withPlainCosine)}>
          {words.usePlain}
        </button>
      </div>
      <ChangeNote section="cosine" />
    </>
  );
}

type Rate = (epoch: number) => number;

const left = 58;
const [width, height, bottom, top] = [330, 120, 98, 8];

/** Both cosine schedules over all epochs. */
function CosineCurve({ lectures, plain, epochs }: { lectures: Rate; plain: Rate; epochs: number }) {
  const words = cosineSectionText();
  const most = lectures(0);
  const x = (epoch: number) => left + ((width - left - 8) * epoch) / epochs;
  const y = (rate: number) => bottom - ((bottom - top) * rate) / most;
  const path = (rate: Rate) =>
    Array.from(
      { length: epochs + 1 },
      (_, epoch) => `${x(epoch).toFixed(1)},${y(rate(epoch)).toFixed(1)}`,
    ).join(' ');
  return (
    <svg class="lecture-curve" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words.curve(epochs)}>
      <path class="axis" d={`M${left} ${top}V${bottom}H${width - 8}`} fill="none" />
      <polyline class="plain" points={path(plain)} fill="none" stroke-width="2" />
      <polyline class="lectures" points={path(lectures)} fill="none" stroke-width="2" />
      <text x={left - 4} y={y(most) + 4} text-anchor="end">
        {shortPower(language.value, most)}
      </text>
      <text x={left - 4} y={bottom + 4} text-anchor="end">
        0
      </text>
      <text x={left} y={bottom + 16}>
        1
      </text>
      <text x={width - 8} y={bottom + 16} text-anchor="end">
        {words.epochs(epochs)}
      </text>
    </svg>
  );
}

/** The words of the section about the learning rate. */
const cosineSectionText = texts({
  idea: [
    'Large steps find the way, small ones settle. Half a cosine wave goes from one to the other: slowly at first, quickly in the middle, slowly at the end.',
    'Большие шаги находят дорогу, малые приводят к цели. Половина косинусной волны соединяет одно с другим: медленно вначале, быстро в середине, медленно в конце.',
  ],
  formula: [
    'rate(epoch) = initial · (1 + cos(π · epoch / epochs)) / 2',
    'скорость(эпоха) = начальная · (1 + cos(π · эпоха / эпох)) / 2',
  ],
  counted: [
    'The epoch counts from 0 here, from 1 in the table.',
    'Эпоха считается с нуля; в таблице — с единицы.',
  ],
  odd: (share: string) => [
    `The lecture divides by 1.8 instead of 2. Its rate therefore starts at ${share} of the one it states; otherwise the curve is the same.`,
    `В лекции делят не на 2, а на 1,8. Поэтому скорость начинается с ${share} от заявленной; в остальном кривая та же.`,
  ],
  curve: (epochs: number) => [
    `Two curves over ${epochs} epochs: the lecture’s lies above the common one by a ninth, and both end near zero`,
    `Две кривые за ${epochs} эпох: кривая лекции выше обычной на одну девятую, обе заканчиваются около нуля`,
  ],
  lectures: ['lecture, / 1.8', 'лекция, / 1,8'],
  plain: ['common, / 2', 'обычная, / 2'],
  epochs: (count: number) => [`${count} epochs`, `${count} ${plural(count, 'эпоха', 'эпохи', 'эпох')}`],
  first: ['The first epochs', 'Первые эпохи'],
  epoch: ['Epoch', 'Эпоха'],
  useLectures: ['Use the lecture’s', 'Взять из лекции'],
  usePlain: ['Use the common one', 'Взять обычную'],
});
