import { language } from '../../language/language';
import { formatCount } from '../../language/texts';
import { blockValues } from '../../network/block-values';
import { costs } from '../../network/costs-state';
import { bytesIn } from '../../network/quantities';
import { settings } from '../../settings/settings-state';
import { showElement } from '../drive';
import { countingSectionText } from './counting-text';

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
  const { inputShape, blocks } = settings.value.spec;
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
