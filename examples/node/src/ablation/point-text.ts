import { printable } from '@nin/checks';
import { networkName } from '../training/settings';
import type { AblationPlan, GridPoint } from './ablation-plan';

/** What heads the column of a path: `kind` for that of all blocks, `blocks.0.filters` for that of one. */
export function pathTitle(path: string): string {
  if (path === 'mlpLayers') return '1×1 layers';
  return printable(path.replace(/^network\.(blocks\.\*\.)?/, ''));
}

/** A value as a table shows it: strings as they are, the rest as JSON. */
export function valueText(value: unknown): string {
  return printable(typeof value === 'string' ? value : JSON.stringify(value));
}

/** A point of the grid in words: `2 1×1 layers`, `kind residual-nin, activation relu`, or the network's name where nothing varies. */
export function pointText(point: GridPoint, { settings }: Pick<AblationPlan, 'settings'>): string {
  const parts = Object.entries(point).map(([path, value]) =>
    path === 'mlpLayers'
      ? `${valueText(value)} ${pathTitle(path)}`
      : `${pathTitle(path)} ${valueText(value)}`,
  );
  return parts.join(', ') || networkName(settings);
}
