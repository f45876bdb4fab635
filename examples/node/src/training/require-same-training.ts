import { isDeepStrictEqual } from 'node:util';
import type { BlockKind } from '@nin/blocks';
import { shown } from '@nin/checks';
import { networkSpec } from '@nin/recipes';
import { UsageError } from '../failure';
import type { DataDescription, RunConfig } from '../runs/run-config';
import type { RunFolder } from '../runs/run-folder';

/**
 * Refuses to go on with a run on other data, or with another network, than it began with: what its config.json holds decides.
 *
 * @param found the data as they are now.
 * @param kinds the kinds of block that the network may have.
 */
export function requireSameTraining(
  { config: path }: RunFolder,
  { data, network, settings }: RunConfig,
  found: DataDescription,
  kinds: readonly BlockKind[],
): void {
  requireSameData(path, { data, settings }, found);
  const whole = networkSpec(settings, found.classNames.length, kinds);
  const spec: unknown = JSON.parse(JSON.stringify(whole));
  if (isDeepStrictEqual(spec, network)) return;
  throw new UsageError(
    `${path} must hold the network that its settings give, got another: it was altered, or another version of this command wrote it`,
  );
}

/** Refuses to go on with other data than those that the file at `path` says a run began with. */
export function requireSameData(
  path: string,
  { data, settings }: { data: DataDescription; settings: { data: string } },
  found: DataDescription,
): void {
  for (const field of ['title', 'synthetic', 'train', 'test', 'classNames'] as const) {
    if (isDeepStrictEqual(data[field], found[field])) continue;
    throw new UsageError(
      `--data ${settings.data} must give what the run began with: ${path} has data.${field} ${shown(data[field])}, got ${shown(found[field])}`,
    );
  }
}
