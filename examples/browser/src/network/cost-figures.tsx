import { language } from '../language/language';
import { formatCount } from '../language/texts';
import { settings } from '../settings/settings-state';
import { costs, originalCosts } from './costs-state';
import { problem } from './draft-state';
import { networkText } from './network-text';
import { bytesIn, signedCount } from './quantities';

/** What the network costs, in sum; it stays in sight while blocks are changed. */
export function CostFigures() {
  const words = networkText();
  const { totals, trainingMemory, batchSize } = costs.value;
  const before = originalCosts.value.totals;
  const spoken = language.value;
  const params = signedCount(spoken, totals.params - before.params);
  const macs = signedCount(spoken, totals.macs - before.macs);
  return (
    <section class={`cost-bar${problem.value ? ' stale' : ''}`} aria-label={words.figures}>
      <ul class="figures">
        <Figure value={formatCount(totals.params)} label={words.parameters} change={params} />
        <Figure value={formatCount(totals.trainableParams)} label={words.trainable} />
        <Figure value={formatCount(totals.macs)} label={words.macsFigure} change={macs} />
        <Figure value={bytesIn(spoken, totals.activationBytes)} label={words.activationMemory} />
        <Figure value={bytesIn(spoken, trainingMemory.total)} label={words.trainingMemory(batchSize)} />
      </ul>
      {(params || macs) && (
        <p class="hint against">{words.against(words.networks[settings.value.base].name)}</p>
      )}
      {problem.value && <p class="hint">{words.lastPossible}</p>}
    </section>
  );
}

function Figure({ value, label, change }: { value: string; label: string; change?: string }) {
  return (
    <li>
      <b>{value}</b>
      {label} {change && <span class="change">{change}</span>}
    </li>
  );
}
