import { classificationReport } from '@nin/metrics';
import { useEffect } from 'preact/hooks';
import { isBusy } from '../lab/training-state';
import { workerGeneration } from '../lab/worker-link';
import { formatCount } from '../language/language';
import { formatDecimal, formatPercent } from '../language/numbers';
import { ColumnHeads, EmptyPlace } from '../page/elements';
import { runLabel } from '../runs/run-label';
import { FailureText } from '../train/training-trouble';
import { CategoryMaps } from './category-maps';
import { ConfusedCard, ConfusionCard } from './confusion-card';
import { FirstFilters } from './first-filters';
import { lookAt, lookedAt, type TestedRun, testedRuns } from './inside-state';
import { insideText } from './inside-text';
import { mapsText } from './maps-text';
import { shownMatrix } from './matrix';
import { openedModel, openModel } from './open-run';
import { TakeAway } from './take-away';

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
  // A stopped training was tested in the middle of an epoch, for which there is no figure.
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

/** Precision, recall and F1 of each class, and their means. */
function ClassTable({ run }: { run: TestedRun }) {
  const words = insideText();
  const { classes, macro, weighted } = classificationReport(shownMatrix(run.results));
  const means = [
    { ...macro, name: words.macro },
    { ...weighted, name: words.weighted },
  ];
  return (
    <section class="card" aria-labelledby="classes">
      <h3 id="classes">{words.classes}</h3>
      <div class="scroll" tabIndex={0} role="group" aria-labelledby="classes">
        <table class="wide">
          <ColumnHeads names={words.classColumns} />
          <tbody>
            {[...classes, ...means].map(({ name, precision, recall, f1, support }, place) => (
              <tr key={name} class={place === classes.length ? 'first-mean' : undefined}>
                <th scope="row">{name}</th>
                {[precision, recall, f1].map((score, column) => (
                  <td key={column}>{formatDecimal(score, 3)}</td>
                ))}
                <td>{formatCount(support)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
