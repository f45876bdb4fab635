import { useEffect } from 'preact/hooks';
import { EmptyPlace } from '../elements/empty-place';
import { formatCount } from '../language/texts';
import { isBusy } from '../lab/training-state';
import { workerGeneration } from '../lab/worker-link';
import { CategoryMaps } from './category-maps';
import { ClassTable } from './class-table';
import { ConfusedCard, ConfusionCard } from './confusion-card';
import { formatPercent } from '../language/figure-format';
import { FailureText } from './failure-text';
import { FirstFilters } from './first-filters';
import { lookAt, lookedAt, testedRuns, type TestedRun } from './inside-state';
import { insideText } from './inside-text';
import { mapsText } from './maps-text';
import { openedModel, openModel } from './open-model';
import { runLabel } from './run-label';
import { TakeAway } from './take-away';
import './inside.css';

/** The tab that looks into a run: what it confuses, where it sees what, and its files. */
export function InsidePlace() {
  const words = insideText();
  const run = lookedAt.value;
  return (
    <>
      <h2>{words.title}</h2>
      {run ? (
        <>
          <Head run={run} />
          <ConfusionCard run={run} />
          <Model run={run} />
          <div class="cards">
            <ConfusedCard run={run} />
            <ClassTable run={run} />
          </div>
          <TakeAway run={run} />
        </>
      ) : (
        <EmptyPlace text={isBusy.value ? words.underWay : words.nothing} toTrain={words.toTrain} />
      )}
    </>
  );
}

function Head({ run }: { run: TestedRun }) {
  const words = insideText();
  const { history, results, backend, state } = run;
  const epochs = history.length;
  const images = results.predictions.length;
  // A stopped training was tested in the middle of an epoch that no figure tells of.
  const counted = state === 'stopped' ? words.figures.wholeEpochs : words.figures.epochs;
  return (
    <div class="inside-head">
      <label class="inline-field">
        {words.run}
        <select value={run.id} onChange={(event) => lookAt(event.currentTarget.value)}>
          {testedRuns.value.map((one) => (
            <option key={one.id} value={one.id}>
              {runLabel(one)}
            </option>
          ))}
        </select>
      </label>
      <ul class="run-figures">
        <li>
          <b>{formatPercent(results.accuracy)}</b> {words.figures.accuracy}
        </li>
        <li>
          <b>{epochs}</b> {counted(epochs)}
        </li>
        <li>
          <b>{formatCount(images)}</b> {words.figures.images(images)}
        </li>
        <li title={backend.device}>
          <b>{backend.name}</b>
        </li>
      </ul>
    </div>
  );
}

/** What needs the model itself. It is opened as soon as no training is in the way. */
function Model({ run }: { run: TestedRun }) {
  const words = mapsText();
  const busy = isBusy.value;
  const state = openedModel.value;
  useEffect(() => {
    if (!busy) void openModel(run);
  }, [run.id, busy, workerGeneration.value]);
  if (busy) return <p class="notice">{insideText().busy}</p>;
  if (state.phase === 'ready' && state.id === run.id) {
    return (
      <>
        <CategoryMaps run={run} />
        <FirstFilters id={run.id} />
      </>
    );
  }
  if (state.phase === 'failed') {
    return (
      <div class="notice bad" role="alert">
        <p>
          {words.openFailed} <FailureText failure={state.failure} />
        </p>
        <button type="button" onClick={() => void openModel(run)}>
          {words.again}
        </button>
      </div>
    );
  }
  return (
    <p class="muted" role="status">
      {words.opening}
    </p>
  );
}
