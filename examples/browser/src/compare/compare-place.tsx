import { EmptyPlace } from '../elements/empty-place';
import { runs } from '../runs/runs-state';
import '../inside/inside.css';
import './compare.css';
import { comparableRuns, pair } from './compare-state';
import { compareText } from './compare-text';
import { FiguresTable, SettingsTable } from './difference-tables';
import { MatrixPair } from './matrix-pair';
import { OverlaidCurves } from './overlaid-curves';
import { PairChoice, Shallower } from './pair-choice';
import { RunList } from './run-list';
import { oneLayerLess } from './shallower';

/** The tab that lists all runs and sets two of them side by side. */
export function ComparePlace() {
  const words = compareText();
  const chosen = pair.value;
  return (
    <>
      <h2 id="compare-title" tabIndex={-1}>
        {words.title}
      </h2>
      {runs.value.length === 0 ? <EmptyPlace text={words.none} toTrain={words.toTrain} /> : <RunList />}
      {runs.value.length > 0 && !chosen && <NeedTwo />}
      {chosen && (
        <>
          <PairChoice {...chosen} />
          <div class="cards wide-cards">
            <SettingsTable {...chosen} />
            <FiguresTable {...chosen} />
          </div>
          <OverlaidCurves {...chosen} />
          <MatrixPair {...chosen} />
        </>
      )}
    </>
  );
}

function NeedTwo() {
  const words = compareText();
  const only = comparableRuns.value.at(0);
  const layers = only && oneLayerLess(only.settings);
  return (
    <div class="card">
      <p>{layers === undefined ? words.needTwo : words.needTwoOr}</p>
      {only && layers !== undefined && <Shallower run={only} layers={layers} isOnly />}
    </div>
  );
}
