import { language } from '../language/language';
import { formatCount } from '../language/texts';
import { settings } from '../settings/settings-state';
import { costs, originalCosts } from './costs-state';
import { isPossible } from './draft-state';
import { networkText } from './network-text';
import { bytesIn, shortCount, signedBytes, signedCount } from './quantities';
import './cost-figures.css';

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
      {isChanged && <p class="hint against">{words.against(words.networks[settings.value.base].name)}</p>}
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
