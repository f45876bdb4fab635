import { ColumnHeads } from '../page/elements';
import { formatDecimal, formatDuration, formatPercent, formatSigned } from '../language/numbers';
import { formatCount } from '../language/language';
import type { RunRecord } from '../runs/run-record';
import { compareText } from './compare-text';
import { runFigures, type RunFigures } from './run-figures';
import { networkText } from '../network/network-text';
import { experimentDifferences } from '../settings/experiment-differences';
import { pathName, valueText } from '../settings/experiment-words';

interface Pair {
  a: RunRecord;
  b: RunRecord;
}

/** The settings in which two runs differ. */
export function SettingsTable({ a, b }: Pair) {
  const words = compareText();
  const { networks } = networkText();
  const ofExperiments = experimentDifferences(a.experiment, b.experiment).map(({ path, before, after }) => [
    pathName(path),
    valueText(path, before),
    valueText(path, after),
  ]);
  const isSameBase = a.base === b.base;
  const differences = [
    ...(isSameBase ? [] : [[pathName('network'), networks[a.base].name, networks[b.base].name]]),
    ...ofExperiments,
  ];
  return (
    <section class="card" aria-labelledby="differing">
      <h3 id="differing">{words.settings}</h3>
      {differences.length === 0 ? (
        <p>{words.noDifference}</p>
      ) : (
        <div class="scroll" tabIndex={0} role="group" aria-labelledby="differing">
          <table class="wide">
            <ColumnHeads names={[words.setting, 'A', 'B']} />
            <tbody>
              {differences.map(([name, ...values]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {values.map((value, place) => (
                    <td key={place}>{value}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** How a figure is written, and its difference. */
interface FigureFormat {
  value: (value: number) => string;
  difference: (value: number) => string;
}

/** The figures of two runs side by side. */
export function FiguresTable({ a, b }: Pair) {
  const words = compareText();
  const figures = { a: runFigures(a), b: runFigures(b) };
  const counted = { value: (value: number) => formatCount(Math.round(value)), difference: signedCount };
  const loss = { value: (value: number) => formatDecimal(value, 3), difference: signed(3) };
  const formats: Record<keyof RunFigures, FigureFormat> = {
    accuracy: { value: formatPercent, difference: (value) => words.points(formatSigned(100 * value, 2)) },
    testLoss: loss,
    trainingLoss: loss,
    epochs: counted,
    params: counted,
    macs: {
      value: (value) => words.millions(formatDecimal(value / 1e6, 2)),
      difference: (value) => words.millions(formatSigned(value / 1e6, 2)),
    },
    imagesPerSecond: counted,
    trainingSeconds: { value: formatDuration, difference: signedDuration },
  };
  return (
    <section class="card" aria-labelledby="figures">
      <h3 id="figures">{words.figures}</h3>
      <div class="scroll" tabIndex={0} role="group" aria-labelledby="figures">
        <table class="wide">
          <ColumnHeads names={[words.figure, 'A', 'B', words.difference]} />
          <tbody>
            {(Object.keys(formats) as (keyof RunFigures)[]).map((figure) => (
              <FigureRow
                key={figure}
                name={words.figureNames[figure]}
                a={figures.a[figure]}
                b={figures.b[figure]}
                format={formats[figure]}
              />
            ))}
            <tr>
              <th scope="row">{words.figureNames.device}</th>
              <td title={a.backend.device}>{a.backend.name}</td>
              <td title={b.backend.device}>{b.backend.name}</td>
              <td />
            </tr>
          </tbody>
        </table>
      </div>
      {testedOnOtherData(a, b) ? <p class="notice">{words.otherData}</p> : <p class="hint">{words.honest}</p>}
    </section>
  );
}

function FigureRow({
  name,
  a,
  b,
  format,
}: {
  name: string;
  a: number | undefined | null;
  b: number | undefined | null;
  format: FigureFormat;
}) {
  const both = typeof a === 'number' && typeof b === 'number';
  const written = (value: number | undefined | null) => {
    if (value === undefined) return '–';
    return value === null ? formatCount(null) : format.value(value);
  };
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{written(a)}</td>
      <td>{written(b)}</td>
      <td>{both && (a === b ? '0' : format.difference(b - a))}</td>
    </tr>
  );
}

/** Synthetic images are others with another seed. */
function testedOnOtherData(a: RunRecord, b: RunRecord): boolean {
  const otherImages = a.data.synthetic && a.experiment.seed !== b.experiment.seed;
  return a.data.title !== b.data.title || a.data.test !== b.data.test || otherImages;
}

function signed(decimals: number): (value: number) => string {
  return (value) => formatSigned(value, decimals);
}

function signedCount(value: number): string {
  return signOf(value) + formatCount(Math.round(Math.abs(value)));
}

function signedDuration(seconds: number): string {
  return signOf(seconds) + formatDuration(Math.abs(seconds));
}

function signOf(value: number): string {
  return value < 0 ? '−' : '+';
}
