import { withClasses } from '@nin/blocks';
import { specs } from '@nin/recipes';
import { insideText } from '../inside/inside-text';
import { formatMoment, formatPercent } from '../language/numbers';
import { networkText } from '../network/network-text';
import type { RunRecord } from './run-record';

/** A run in one line, for lists to choose from. */
export function runLabel(run: RunRecord): string {
  const words = insideText();
  const { base, results, history, startedAt, data } = run;
  const { name } = networkText().networks[base];
  return [
    isChanged(run) ? `${name} (${words.changed})` : name,
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
  const { base, data } = run;
  return (
    <>
      <b>{networkText().networks[base].name}</b>{' '}
      {isChanged(run) && <span class="badge">{words.changed}</span>}{' '}
      {data.synthetic ? <span class="badge warn">{words.synthetic}</span> : data.title}
    </>
  );
}

/** Whether the network of a run is other than the one it was made from, its classes aside. */
export function isChanged({ base, experiment }: Pick<RunRecord, 'base' | 'experiment'>): boolean {
  const given = specs[base];
  // A link or a browser's storage may hold the fields of a spec in another order.
  return ![given, withClasses(given, 10)].some((known) => sorted(known) === sorted(experiment.network));
}

/** The name of a run's files, without what follows the dot: `nin-tiny-cifar10-20260524-123059`, in UTC. */
export function fileStem(run: Pick<RunRecord, 'base' | 'experiment' | 'startedAt'>): string {
  const { base, experiment, startedAt } = run;
  const [day = '', time = ''] = startedAt.split('T');
  const changed = isChanged(run) ? '-changed' : '';
  return `nin-${base}${changed}-${experiment.data.source}-${day.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}`;
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
