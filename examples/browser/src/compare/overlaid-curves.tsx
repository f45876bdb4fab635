import type { EpochReport } from '@nin/trainer';
import type { CurveLine } from '../charts/chart-drawing';
import { CurveChart } from '../charts/curve-chart';
import { formatDecimal, formatPercent } from '../language/numbers';
import type { RunRecord } from '../runs/run-record';
import { compareText } from './compare-text';

/** A figure of an epoch; undefined where it is not known. */
type Figure = (epoch: EpochReport) => number | undefined;

/** The curves of two runs over one another. Their last points stand in the table of figures. */
export function OverlaidCurves({ a, b }: { a: RunRecord; b: RunRecord }) {
  const words = compareText();
  const lines = (training: Figure, test: Figure): CurveLine[] => [
    { name: words.training('A'), points: points(a, training), color: '--chart-1' },
    { name: words.training('B'), points: points(b, training), color: '--chart-2' },
    { name: words.test('A'), points: points(a, test), color: '--chart-1', dashed: true, dots: true },
    { name: words.test('B'), points: points(b, test), color: '--chart-2', dashed: true, dots: true },
  ];
  return (
    <section class="card" aria-labelledby="overlaid">
      <h3 id="overlaid">{words.curves}</h3>
      <div class="overlaid">
        <CurveChart
          title={words.accuracy}
          xTitle={words.epoch}
          format={wholePercent}
          shares
          lines={lines(
            ({ accuracy }) => accuracy,
            ({ validationAccuracy }) => validationAccuracy,
          )}
        />
        <CurveChart
          title={words.loss}
          xTitle={words.epoch}
          format={twoDecimals}
          lines={lines(
            ({ loss }) => loss,
            ({ validationLoss }) => validationLoss,
          )}
        />
      </div>
    </section>
  );
}

function points({ history }: RunRecord, figure: Figure): [number, number][] {
  return history.flatMap((epoch): [number, number][] => {
    const value = figure(epoch);
    return value === undefined ? [] : [[epoch.epoch, value]];
  });
}

function wholePercent(share: number): string {
  return formatPercent(share, 0);
}

function twoDecimals(value: number): string {
  return formatDecimal(value, 2);
}
