import { ColumnHeads } from '../elements/column-heads';
import type { EpochReport } from '@nin/trainer';
import { formatDecimal, formatDuration, formatPercent } from '../language/figure-format';
import { formatCount } from '../language/texts';
import { curvesText } from './curves-text';
import { formatRate } from '../language/number-format';

/** The figures of the epochs, a row each. */
export function EpochTable({ history }: { history: readonly EpochReport[] }) {
  const words = curvesText();
  const { columns } = words;
  if (history.length === 0) return <p class="muted">{words.noEpoch}</p>;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={words.table}>
      <table class="epochs">
        <ColumnHeads names={Object.values(columns)} />
        <tbody>
          {history.map((report) => (
            <tr key={report.epoch}>
              <th scope="row">{report.epoch}</th>
              <td>{formatDecimal(report.loss, 4)}</td>
              <td>{formatPercent(report.accuracy)}</td>
              <td>{told(report.validationLoss, (loss) => formatDecimal(loss, 4))}</td>
              <td>{told(report.validationAccuracy, formatPercent)}</td>
              <td>{told(report.learningRate, formatRate)}</td>
              <td>{formatCount(Math.round(report.imagesPerSecond))}</td>
              <td>{formatDuration(report.seconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function told(value: number | undefined, format: (value: number) => string): string {
  return value === undefined ? '–' : format(value);
}
