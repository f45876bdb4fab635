import type { StepReport } from '@nin/trainer';

/** Points that are enough for a curve. */
const enough = 400;

/** Step reports kept for a curve: however long the training, no more than some hundreds, evenly spread. */
export interface StepLog {
  add: (report: StepReport) => void;
  reports: () => readonly StepReport[];
}

/** An empty log. */
export function stepLog(): StepLog {
  let kept: StepReport[] = [];
  let every = 1;
  let seen = 0;
  return {
    add(report) {
      if (seen++ % every !== 0) return;
      kept.push(report);
      if (kept.length <= enough) return;
      kept = kept.filter((_, place) => place % 2 === 0);
      every *= 2;
    },
    reports: () => kept,
  };
}
