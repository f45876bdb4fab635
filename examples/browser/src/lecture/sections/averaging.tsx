import { formatCount, texts } from '../../language/language';
import { crossed } from '../../language/numbers';
import { startFromNetwork } from '../../network/draft-state';
import { ColumnHeads } from '../../page/elements';
import { network } from '../../settings/settings-state';
import { ChangeNote } from '../change-note';
import { drive, showPlace } from '../lecture-state';
import { headCosts } from '../network-facts';

/** The head of the network, against the fully connected layers it replaces. */
export function AveragingSection() {
  const words = averagingSectionText();
  const { map, classes, averaging, dense, hidden } = headCosts(network.value);
  const rows: [string, number][] = [
    [words.averaging, averaging],
    [words.dense(crossed(map), classes), dense],
    [words.hidden, hidden],
  ];
  const loadPaper = () => {
    drive('averaging', () => startFromNetwork('paper'));
    showPlace('network');
  };
  return (
    <>
      <p>{words.idea}</p>
      <p>{words.maps}</p>
      <h4>{words.table}</h4>
      <table aria-label={words.name}>
        <ColumnHeads names={[words.ending, words.params]} />
        <tbody>
          {rows.map(([ending, params]) => (
            <tr key={ending}>
              <th scope="row">{ending}</th>
              <td>{formatCount(params)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="hint">{words.computed}</p>
      {map[0] === 1 && map[1] === 1 && <p>{words.single}</p>}
      <div class="buttons">
        <button type="button" onClick={loadPaper}>
          {words.paper}
        </button>
        <button type="button" onClick={() => showPlace('inside')}>
          {words.look}
        </button>
      </div>
      <ChangeNote section="averaging" />
    </>
  );
}

/** The words of the section about global average pooling. */
const averagingSectionText = texts({
  idea: [
    'The last block gives one map for each class. The mean of a map is the class’s logit, and that is the whole head: no fully connected layer, and nothing more to learn or to overfit.',
    'Последний блок даёт по одной карте на класс. Среднее карты — это логит класса, и больше в конце сети ничего нет: ни полносвязного слоя, ни собственных весов, которые могли бы переобучиться.',
  ],
  maps: [
    'So each map can be read: it is bright where the network sees its class. That is why these are called category maps.',
    'Поэтому каждую карту можно читать: она ярче там, где сеть видит свой класс. Это и есть карты классов.',
  ],
  table: ['Three ways to end this network', 'Три способа закончить эту сеть'],
  name: [
    'Parameters of three ways from the last maps to the classes',
    'Параметры трёх способов перейти от последних карт к классам',
  ],
  ending: ['Ending', 'Окончание'],
  params: ['Parameters', 'Параметры'],
  averaging: ['averaging', 'усреднение'],
  dense: (map: string, classes: number) => [
    `flatten ${map}, then dense ${classes}`,
    `вытянуть ${map} в вектор, затем полносвязный слой ${classes}`,
  ],
  hidden: ['the same with a hidden layer of 4096', 'то же со скрытым слоем 4096'],
  computed: ['Computed for the network of the tool.', 'Посчитано для сети, выбранной в инструменте.'],
  single: [
    'Its last map is a single pixel: here averaging changes nothing. The paper’s network shows what it is for.',
    'Последняя карта в ней — один пиксель: усреднение ничего не меняет. Для чего оно нужно, видно на сети из статьи.',
  ],
  paper: ['Load the paper’s network', 'Загрузить сеть из статьи'],
  look: ['See category maps', 'Посмотреть карты классов'],
});
