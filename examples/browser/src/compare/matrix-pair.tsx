import { type ConfusionMatrix, normalize } from '@nin/metrics';
import type { TestedRun } from '../inside/inside-state';
import { cellShades, differenceMatrix, shownMatrix } from '../inside/matrix';
import { MatrixMap } from '../inside/matrix-map';
import { formatDecimal, formatSigned } from '../language/numbers';
import type { RunRecord } from '../runs/run-record';
import { compareText } from './compare-text';

/** The confusion matrices of two runs, and what changes from one to the other. */
export function MatrixPair({ a, b }: { a: RunRecord; b: RunRecord }) {
  const words = compareText();
  return (
    <section class="card" aria-labelledby="matrices">
      <h3 id="matrices">{words.matrices}</h3>
      {isTested(a) && isTested(b) ? (
        <Matrices a={shownMatrix(a.results)} b={shownMatrix(b.results)} />
      ) : (
        <p class="muted">{words.untested}</p>
      )}
    </section>
  );
}

function Matrices({ a, b }: { a: ConfusionMatrix; b: ConfusionMatrix }) {
  const words = compareText();
  const { classNames } = a.classes >= b.classes ? a : b;
  const share = (value: number) => formatDecimal(100 * value, 0);
  const points = (value: number) => (Math.abs(value) < 0.005 ? '0' : formatSigned(100 * value, 0));
  return (
    <div class="matrix-pair">
      <Shown
        name={words.matrixOf('A')}
        classNames={a.classNames}
        values={normalize(a, 'true').values}
        text={share}
      />
      <Shown
        name={words.matrixOf('B')}
        classNames={b.classNames}
        values={normalize(b, 'true').values}
        text={share}
      />
      <div>
        <Shown
          name={words.differenceOf}
          classNames={classNames}
          values={differenceMatrix(a, b)}
          text={points}
        />
        <p class="hint">{words.differenceHint}</p>
      </div>
    </div>
  );
}

function Shown({
  name,
  classNames,
  values,
  text,
}: {
  name: string;
  classNames: readonly string[];
  values: Float64Array;
  text: (value: number) => string;
}) {
  const words = compareText();
  const shades = cellShades(values);
  const classes = classNames.length;
  const cells = Array.from(values, (value, index) => ({
    text: text(value),
    label: words.cell(classNames[Math.floor(index / classes)], classNames[index % classes], text(value)),
    shade: shades[index],
  }));
  return (
    <figure class="shown-matrix">
      <figcaption>{name}</figcaption>
      <MatrixMap name={name} classNames={classNames} cells={cells} />
    </figure>
  );
}

function isTested(run: RunRecord): run is TestedRun {
  return run.results !== undefined;
}
