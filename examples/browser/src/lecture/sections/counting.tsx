import { formatCount, language, texts } from '../../language/language';
import { bytesIn } from '../../language/numbers';
import { blockValues } from '../../network/block-values';
import { costs } from '../../network/network-costs';
import { network } from '../../settings/settings-state';
import { showElement } from '../lecture-state';

/** The task to count parameters, multiplications and memory. */
export function CountingSection() {
  const words = countingSectionText();
  const { totals, trainingMemory, batchSize } = costs.value;
  const spoken = language.value;
  const rows: [string, string][] = [
    [words.trainable, formatCount(totals.trainableParams)],
    [words.perImage, formatCount(totals.macs)],
    [words.weights, bytesIn(spoken, trainingMemory.weights)],
    [words.activations, bytesIn(spoken, totals.activationBytes)],
    [words.training(batchSize), bytesIn(spoken, trainingMemory.total)],
  ];
  return (
    <>
      <p>{words.question}</p>
      <FirstConvolution />
      <h4>{words.whole}</h4>
      <table aria-label={words.name}>
        <tbody>
          {rows.map(([what, count]) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="hint">{words.note}</p>
      <div class="buttons">
        <button type="button" onClick={() => showElement('network', 'network-layers')}>
          {words.look}
        </button>
      </div>
    </>
  );
}

/** The first convolution of the present network, counted with its own numbers. */
function FirstConvolution() {
  const words = countingSectionText();
  const { inputShape, blocks } = network.value;
  const [first] = costs.value.layers;
  const { kernelSize, filters } = blockValues(blocks[0] ?? {});
  // Blocks of other kinds may begin with another layer, which this rule does not count.
  if (first?.kind !== 'Conv2D' || typeof kernelSize !== 'number' || typeof filters !== 'number') return null;
  const [height = 0, width = 0] = first.shape;
  const channels = inputShape[2] ?? 0;
  return (
    <>
      <p>{words.how}</p>
      <p class="formula">
        {words.params}: {words.paramsRule(kernelSize, channels, filters, formatCount(first.params))}
        <br />
        {words.macs}: {words.macsRule(height, width, kernelSize, channels, filters, formatCount(first.macs))}
      </p>
    </>
  );
}

/** The words of the task about parameters, multiplications and memory. */
const countingSectionText = texts({
  question: [
    'How many parameters are trained, how many multiplications does one image take, and how much memory does the network need?',
    'Сколько параметров обучается, сколько умножений требует одно изображение и сколько памяти нужно сети?',
  ],
  how: ['Count the first convolution by hand:', 'Первую свёртку посчитаем вручную:'],
  params: ['parameters', 'параметры'],
  macs: ['multiplications', 'умножения'],
  paramsRule: (k: number, channels: number, filters: number, result: string) => [
    `${k}² · ${channels} · ${filters} + ${filters} = ${result}`,
    `${k}² · ${channels} · ${filters} + ${filters} = ${result}`,
  ],
  macsRule: (height: number, width: number, k: number, channels: number, filters: number, result: string) => [
    `${height} · ${width} · ${k}² · ${channels} · ${filters} = ${result}`,
    `${height} · ${width} · ${k}² · ${channels} · ${filters} = ${result}`,
  ],
  whole: ['The whole network', 'Вся сеть'],
  name: ['What the present network costs', 'Затраты нынешней сети'],
  trainable: ['trainable parameters', 'обучаемых параметров'],
  perImage: ['multiplications per image', 'умножений на изображение'],
  weights: ['weights in memory', 'веса в памяти'],
  activations: ['activations of one image', 'активации одного изображения'],
  training: (batch: number) => [`memory to train, batch ${batch}`, `память для обучения, пакет ${batch}`],
  note: [
    'Memory to train: weights, a gradient for each, what the optimizer keeps, and the activations of a whole batch, which the backward pass needs again. Four bytes per number.',
    'Память для обучения: веса, по градиенту на каждый, данные оптимизатора и активации всего пакета, нужные на обратном проходе. По четыре байта на число.',
  ],
  look: ['See it layer by layer', 'Посмотреть слой за слоем'],
});
