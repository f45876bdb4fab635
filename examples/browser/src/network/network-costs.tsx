import { type LayerProfile, type NinSpec, profile, type Profile } from '@nin/blocks';
import { computed } from '@preact/signals';
import { optimizerSlots } from '@nin/recipes';
import { formatCount, language } from '../language/language';
import { bytesIn, crossed, shortCount, signedBytes, signedCount } from '../language/numbers';
import { base, experiment, network, networkFor } from '../settings/settings-state';
import { isPossible } from './draft-state';
import { networkText } from './network-text';

/** What the network costs, in sum; it stays in sight while blocks are changed. */
export function CostFigures() {
  const words = networkText();
  const { totals, trainingMemory, batchSize } = costs.value;
  const before = originalCosts.value;
  const isChanged = (['params', 'macs', 'activationBytes'] as const).some(
    (cost) => totals[cost] !== before.totals[cost],
  );
  return (
    <section class={`cost-bar${isPossible.value ? '' : ' stale'}`} aria-label={words.figures}>
      <ul class="figures">
        <CountFigure count={totals.params} before={before.totals.params} label={words.parameters} />
        <CountFigure
          count={totals.trainableParams}
          before={before.totals.trainableParams}
          label={words.trainable}
        />
        <CountFigure count={totals.macs} before={before.totals.macs} label={words.macsFigure} />
        <BytesFigure
          bytes={totals.activationBytes}
          before={before.totals.activationBytes}
          label={words.activationMemory}
        />
        <BytesFigure
          bytes={trainingMemory.total}
          before={before.trainingMemory.total}
          label={words.trainingMemory(batchSize)}
        />
      </ul>
      {isChanged && <p class="hint against">{words.against(words.networks[base.value].name)}</p>}
      {!isPossible.value && <p class="hint">{words.lastPossible}</p>}
    </section>
  );
}

/** A count, its difference from the network's own, and what it counts. */
function CountFigure({
  count,
  before,
  label,
}: {
  count: number | null;
  before: number | null;
  label: string;
}) {
  const spoken = language.value;
  if (count === null)
    return (
      <li>
        <b>{formatCount(count)}</b>
        <span class="figure-label">{label}</span>
      </li>
    );
  const change = before === null ? 0 : count - before;
  const shortChange = shortCount(spoken, change);
  return (
    <li>
      <b>
        <Written full={formatCount(count)} short={shortCount(spoken, count)} />
      </b>
      {change !== 0 && (
        <span class="change">
          <Written
            full={signedCount(spoken, change)}
            short={shortChange && `${change > 0 ? '+' : ''}${shortChange}`}
          />
        </span>
      )}
      <span class="figure-label">{label}</span>
    </li>
  );
}

function BytesFigure({ bytes, before, label }: { bytes: number; before: number; label: string }) {
  const spoken = language.value;
  const change = signedBytes(spoken, bytes - before);
  return (
    <li>
      <b>{bytesIn(spoken, bytes)}</b>
      {change && <span class="change">{change}</span>}
      <span class="figure-label">{label}</span>
    </li>
  );
}

/** A number that is written short where there is little room; it is read out, and pointed at, in full. */
function Written({ full, short }: { full: string; short: string | undefined }) {
  if (!short) return <>{full}</>;
  return (
    <span title={full}>
      <span class="in-full">{full}</span>
      <span class="in-short" aria-hidden="true">
        {short}
      </span>
    </span>
  );
}

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
        {words.memoryParts(
          bytesIn(spoken, weights),
          bytesIn(spoken, gradients),
          bytesIn(spoken, optimizer),
          bytesIn(spoken, activations),
        )}
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

/** What the network costs, for the batch and the optimizer of the experiment. */
export const costs = computed<Profile>(() => costsOf(network.value));

/** What the network costs that it was made from. */
const originalCosts = computed<Profile>(() => costsOf(networkFor(base.value)));

/** Returns what a network costs, for the batch and the optimizer of the experiment. */
function costsOf(spec: NinSpec): Profile {
  const { batch, optimizer } = experiment.value;
  return profile(spec, { batchSize: batch.size, optimizerSlots: optimizerSlots(optimizer) });
}
