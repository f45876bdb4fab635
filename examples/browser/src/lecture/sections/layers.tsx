import { type NinSpec, profile } from '@nin/blocks';
import { formatCount, texts } from '../../language/language';
import { withMlpLayersIfPossible } from '../../network/block-values';
import { dropDraft } from '../../network/draft-state';
import { ColumnHeads } from '../../page/elements';
import { changeNetwork, network } from '../../settings/settings-state';
import { ChangeNote } from '../change-note';
import { drive, showPlace } from '../lecture-state';
import { layerCounts } from '../network-facts';

const most = 4;

/** The task to take 1×1 layers away, or to add some. */
export function LayersSection() {
  const words = layersSectionText();
  const spec = network.value;
  const counts = layerCounts(spec);
  const [present = 0] = counts;
  const isEven = counts.every((count) => count === present);
  const fewer = withMlpLayersIfPossible(spec, present - 1);
  const more = withMlpLayersIfPossible(spec, present + 1);
  const use = (changed: NinSpec | undefined) => {
    if (!changed) return;
    showPlace('network');
    drive('layers', () => {
      dropDraft();
      changeNetwork(() => changed);
    });
  };
  return (
    <>
      <p>{words.question}</p>
      <p>
        {words.now} <b>{counts.join(', ')}</b>
      </p>
      <div class="buttons">
        <button type="button" aria-disabled={!fewer} onClick={() => use(fewer)}>
          − {words.fewer}
        </button>
        <button type="button" aria-disabled={!more} onClick={() => use(more)}>
          + {words.more}
        </button>
      </div>
      <ChangeNote section="layers" />
      <h4>{words.table}</h4>
      <table aria-label={words.name}>
        <ColumnHeads names={[words.count, words.params, words.macs]} />
        <tbody>
          {Array.from({ length: most + 1 }, (_, count) => {
            const changed = withMlpLayersIfPossible(spec, count);
            if (!changed) return null;
            const { params, macs } = profile(changed).totals;
            return (
              <tr key={count} aria-current={isEven && count === present ? 'true' : undefined}>
                <th scope="row">{count}</th>
                <td>{formatCount(params)}</td>
                <td>{formatCount(macs)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <details>
        <summary>{words.answer}</summary>
        <p>{words.answerText}</p>
      </details>
      <div class="buttons">
        <button type="button" onClick={() => showPlace('train')}>
          {words.go}
        </button>
      </div>
    </>
  );
}

/** The words of the task about 1×1 layers. */
const layersSectionText = texts({
  question: [
    'Why two 1×1 layers in a block, and not one or three? Take one away, or add one, and see what it costs; then train both and compare.',
    'Почему в блоке два слоя 1×1, а не один или три? Уберите один или добавьте и посмотрите, чего это стоит; затем обучите обе сети и сравните.',
  ],
  now: ['Now, block by block:', 'Сейчас по блокам:'],
  fewer: ['One layer fewer', 'На слой меньше'],
  more: ['One layer more', 'На слой больше'],
  table: ['What each number costs in this network', 'Чего стоит каждое число слоёв в этой сети'],
  name: ['Parameters and MACs for each number of 1×1 layers', 'Параметры и MAC для каждого числа слоёв 1×1'],
  count: ['1×1 layers', 'Слоёв 1×1'],
  params: ['Parameters', 'Параметры'],
  macs: ['MACs', 'MAC'],
  answer: ['One answer', 'Один из ответов'],
  answerText: [
    'With none, a block is a convolution and nothing else. With one 1×1 layer the convolution becomes the hidden layer of a perceptron over the patch. With two, the channels get their own hidden layer. A third adds weights and depth, but nothing of a new kind, and without batch normalization it makes the start harder.',
    'Без них блок — просто свёртка. С одним слоем 1×1 свёртка становится скрытым слоем персептрона над окном. С двумя собственный скрытый слой появляется и у каналов. Третий добавляет веса и глубину, но ничего принципиально нового, а без пакетной нормализации затрудняет начало обучения.',
  ],
  go: ['Go to training', 'К обучению'],
});
