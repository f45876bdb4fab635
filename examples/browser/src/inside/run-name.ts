import { withClasses } from '@nin/blocks';
import { specs } from '@nin/recipes';
import type { RunRecord } from '../runs/run-record';

/** Whether the network of a run is other than the one it was made from, its classes aside. */
export function isChanged({ base, spec }: Pick<RunRecord['settings'], 'base' | 'spec'>): boolean {
  const given = specs[base];
  // A link or a browser's storage may hold the fields of a spec in another order.
  return ![given, withClasses(given, 10)].some((known) => sorted(known) === sorted(spec));
}

/** The name of a run's files, without what follows the dot: `nin-tiny-cifar10-20260524-123059`, in UTC. */
export function fileStem({ settings, startedAt }: Pick<RunRecord, 'settings' | 'startedAt'>): string {
  const [day = '', time = ''] = startedAt.split('T');
  const changed = isChanged(settings) ? '-changed' : '';
  return `nin-${settings.base}${changed}-${settings.data}-${day.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}`;
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
