import type { LayerProfile } from '@nin/blocks';
import { language } from '../language/language';
import { formatCount } from '../language/texts';
import { costs } from './costs-state';
import { isPossible } from './draft-state';
import { networkText } from './network-text';
import { bytesIn, crossed } from './quantities';

/** Every layer and what it costs. */
export function LayerTable() {
  const words = networkText();
  const { layers, totals, trainingMemory } = costs.value;
  const spoken = language.value;
  const { weights, gradients, optimizer, activations } = trainingMemory;
  return (
    <section class="card" aria-labelledby="network-layers">
      <h3 id="network-layers">{words.layersTitle}</h3>
      {!isPossible.value && <p class="notice">{words.lastPossible}</p>}
      <p class="hint">{words.layersHint}</p>
      <div
        class={`scroll layers-scroll${isPossible.value ? '' : ' stale'}`}
        role="region"
        aria-label={words.layersName}
        tabIndex={0}
      >
        <table class="layers">
          <thead>
            <tr>
              <th scope="col">{words.columns.layer}</th>
              <th scope="col" class="kind">
                {words.columns.kind}
              </th>
              <th scope="col">{words.columns.shape}</th>
              <th scope="col">{words.columns.params}</th>
              <th scope="col">{words.columns.macs}</th>
              <th scope="col">{words.columns.activations}</th>
            </tr>
          </thead>
          <tbody>
            {layers.map((layer) => (
              <tr key={layer.name}>
                <th scope="row">
                  <code>{layer.name}</code>
                </th>
                <td class="kind">{words.kinds[kindOf(layer)] ?? layer.kind}</td>
                <td>{crossed(layer.shape)}</td>
                <td>{formatCount(layer.params)}</td>
                <MacsCell macs={layer.macs} all={totals.macs} />
                <td>{bytesIn(spoken, layer.activationBytes)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words.total}</th>
              <td class="kind" />
              <td />
              <td>{formatCount(totals.params)}</td>
              <td>{formatCount(totals.macs)}</td>
              <td>{bytesIn(spoken, totals.activationBytes)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      <p class="hint">
        {words.memoryParts({
          weights: bytesIn(spoken, weights),
          gradients: bytesIn(spoken, gradients),
          optimizer: bytesIn(spoken, optimizer),
          activations: bytesIn(spoken, activations),
        })}
      </p>
    </section>
  );
}

/** Multiply-accumulates, and a bar for their share of all, which is left out where either is not known. */
function MacsCell({ macs, all }: { macs: number | null; all: number | null }) {
  if (macs === null || all === null) return <td>{formatCount(macs)}</td>;
  return (
    <td class="bar" style={{ '--share': `${(100 * macs) / Math.max(1, all)}%` }}>
      {formatCount(macs)}
    </td>
  );
}

/** The kind of a layer; the 1×1 convolutions, which a network in network is about, apart. */
function kindOf({ kind, name }: LayerProfile): string {
  return kind === 'Conv2D' && /\/mlp\d+$/.test(name) ? 'Convolution1' : kind;
}
