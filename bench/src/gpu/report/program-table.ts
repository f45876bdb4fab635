import { percent, threeDigits } from '../../report/figures';
import { markdownTable } from '../../report/markdown-table';
import { gpuPeerTitle, placeTitle } from '../plan/places';
import type { GpuResult, GpuStepsResult } from '../result/gpu-result';

const head = ['program', 'dispatches', 'ms', 'of all'];
const longest = 15;

/** The programs in which the GPU spends a step, a table for each network, place and peer. */
export function programTables({ steps }: GpuResult): string {
  return steps.flatMap((one) => programTable(one) ?? []).join('\n\n');
}

function programTable({ network, place, peer, batchSize, programs }: GpuStepsResult): string | undefined {
  if (!programs) return undefined;
  const all = programs.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const rows = programs.slice(0, longest).map(({ name, dispatches, milliseconds }) => [
    // A bar would end the cell.
    name.replaceAll('|', '/'),
    String(dispatches),
    threeDigits(milliseconds),
    percent(milliseconds / all),
  ]);
  const title = `${network}, batch ${batchSize}, ${placeTitle(place)}, ${gpuPeerTitle(peer)}`;
  return `${title}\n\n${markdownTable(head, rows, { leftColumns: 1 })}`;
}
