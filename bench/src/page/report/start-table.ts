import { threeDigits } from '../../report/figures';
import { markdownTable } from '../../report/markdown-table';
import { median } from '../../result/statistics';
import type { TrainingRun } from '../measuring/training-measurement';
import { peerTitle } from '../plan/page-backends';
import type { PageResult } from '../result/page-result';

const head = ['network', 'backend', 'start, s', 'shaders, s', 'first step, s'];

/** What comes before the steps that count, as the median of the rounds: a row for each network, backend and peer. */
export function startTable({ networks, trainings }: PageResult): string {
  const rows = networks.flatMap(({ name, title }) =>
    trainings
      .filter(({ network, runs }) => network === name && runs.length > 0)
      .map(({ backend, peer, runs }) => [
        title,
        peerTitle(backend, peer),
        seconds(runs, (run) => run.startMilliseconds),
        peer === 'ours' && backend !== 'wasm' ? seconds(runs, (run) => run.compileMilliseconds ?? 0) : '–',
        seconds(runs, (run) => run.firstMilliseconds),
      ]),
  );
  return markdownTable(head, rows, { leftColumns: 2 });
}

function seconds(runs: readonly TrainingRun[], of: (run: TrainingRun) => number): string {
  return threeDigits(median(runs.map(of)) / 1000);
}
