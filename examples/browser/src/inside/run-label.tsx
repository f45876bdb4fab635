import type { RunRecord } from '../runs/run-record';
import { formatMoment, formatPercent } from '../language/figure-format';
import { networkText } from '../network/network-text';
import { insideText } from './inside-text';
import { isChanged } from './run-name';

/** A run in one line, for lists to choose from. */
export function runLabel(run: RunRecord): string {
  const words = insideText();
  const { settings, results, history, startedAt, data } = run;
  const { name } = networkText().networks[settings.base];
  return [
    isChanged(settings) ? `${name} (${words.changed})` : name,
    data.synthetic ? words.synthetic : data.title,
    results ? formatPercent(results.accuracy) : undefined,
    words.epochs(history.length),
    formatMoment(startedAt),
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

/** A run's network and data, with what must not be overlooked about them. */
export function RunLabel({ run }: { run: RunRecord }) {
  const words = insideText();
  const { settings, data } = run;
  return (
    <>
      <b>{networkText().networks[settings.base].name}</b>{' '}
      {isChanged(settings) && <span class="badge">{words.changed}</span>}{' '}
      {data.synthetic ? <span class="badge warn">{words.synthetic}</span> : data.title}
    </>
  );
}
