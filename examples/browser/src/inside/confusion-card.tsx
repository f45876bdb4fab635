import { mostConfused, type ConfusionMatrix } from '@nin/metrics';
import { useSignal } from '@preact/signals';
import { CellCard } from './cell-card';
import type { Cell } from './cell-images';
import { formatCount } from '../language/texts';
import { formatDecimal } from '../language/figure-format';
import { chosenCell, type TestedRun } from './inside-state';
import { insideText } from './inside-text';
import { MatrixMap } from './matrix-map';
import { cellShades, cellValues, type ShownAs } from './matrix-shades';
import { shownMatrix } from './shown-names';

const ways: readonly ShownAs[] = ['true', 'predicted', 'all', 'none'];

/** The confusion matrix of a run, and the images of the cell that is chosen in it. */
export function ConfusionCard({ run }: { run: TestedRun }) {
  const words = insideText();
  const shownAs = useSignal<ShownAs>('true');
  const matrix = shownMatrix(run.results);
  const values = cellValues(matrix, shownAs.value);
  const shades = cellShades(values);
  const { classes, classNames, counts } = matrix;
  const cells = Array.from(counts, (count, index) => {
    const share = percentText(values[index]);
    const text = shownAs.value === 'none' ? formatCount(count) : share;
    const number =
      shownAs.value === 'none' ? words.images(count) : `${words.percent(share)}, ${words.images(count)}`;
    const label = words.cell(classNames[Math.floor(index / classes)], classNames[index % classes], number);
    return { text, label, shade: shades[index] };
  });
  const cell = chosenCell.value;
  return (
    <section class="card" aria-labelledby="confusion">
      <div class="card-head">
        <h3 id="confusion">{words.matrix}</h3>
        <label class="inline-field">
          {words.shownAs}
          <select
            value={shownAs.value}
            onChange={(event) => (shownAs.value = event.currentTarget.value as ShownAs)}
          >
            {ways.map((way) => (
              <option key={way} value={way}>
                {words.shown[way]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p class="hint">{words.matrixHint}</p>
      <MatrixMap
        name={words.matrixName}
        classNames={classNames}
        cells={cells}
        chosen={cell && cell.trueClass * classes + cell.predictedClass}
        onChoose={(index) => {
          chosenCell.value = { trueClass: Math.floor(index / classes), predictedClass: index % classes };
        }}
      />
      <p class="visually-hidden" role="status">
        {cell && cellTold(cell, matrix)}
      </p>
      {cell ? <CellCard run={run} cell={cell} /> : <p class="muted">{words.chooseCell}</p>}
    </section>
  );
}

/** The pairs of classes that are taken for one another most often. */
export function ConfusedCard({ run }: { run: TestedRun }) {
  const words = insideText();
  const pairs = mostConfused(shownMatrix(run.results), { limit: 8 });
  return (
    <section class="card" aria-labelledby="confused">
      <h3 id="confused">{words.confused}</h3>
      {pairs.length === 0 ? <p>{words.noneConfused}</p> : <p class="hint">{words.confusedHint}</p>}
      <ol class="pairs">
        {pairs.map(({ trueClass, trueName, predictedClass, predictedName, count, rate }) => (
          <li key={`${trueClass}-${predictedClass}`}>
            <button
              type="button"
              aria-pressed={
                chosenCell.value?.trueClass === trueClass &&
                chosenCell.value.predictedClass === predictedClass
              }
              onClick={() => {
                chosenCell.value = { trueClass, predictedClass };
                document.getElementById('cell')?.scrollIntoView({ block: 'nearest' });
              }}
            >
              <b>{words.cellTitle(trueName, predictedName)}</b>
              <span class="muted">{words.confusedPair(count, rate)}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What a screen reader hears of a chosen cell, whose images stand far from it. */
function cellTold({ trueClass, predictedClass }: Cell, { classes, classNames, counts }: ConfusionMatrix) {
  const words = insideText();
  const title = words.cellTitle(classNames[trueClass], classNames[predictedClass]);
  return `${title}, ${words.images(counts[trueClass * classes + predictedClass])}`;
}

/** A share as a percentage without its sign: two digits are enough for a cell. */
function percentText(share: number): string {
  return share === 0 ? '0' : formatDecimal(100 * share, share < 0.0995 ? 1 : 0);
}
