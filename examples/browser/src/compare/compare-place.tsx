import type { Experiment } from '@nin/recipes';
import { withMlpLayers } from '@nin/blocks';
import { computed, signal } from '@preact/signals';
import { mlpLayersOf, withMlpLayersIfPossible } from '../network/block-values';
import { EmptyPlace } from '../page/elements';
import { goTo } from '../page/place';
import { runLabel } from '../runs/run-label';
import type { RunRecord } from '../runs/run-record';
import { runs } from '../runs/runs-state';
import { networkOf, preference, replaceExperiment } from '../settings/settings-state';
import { compareText } from './compare-text';
import { FiguresTable, SettingsTable } from './difference-tables';
import { MatrixPair } from './matrix-pair';
import { OverlaidCurves } from './overlaid-curves';
import { RunList } from './run-list';

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
  const layers = only && oneLayerLess(only.experiment);
  return (
    <div class="card">
      <p>{layers === undefined ? words.needTwo : words.needTwoOr}</p>
      {only && layers !== undefined && <Shallower run={only} layers={layers} isOnly />}
    </div>
  );
}

/** Chooses the two runs that are compared. */
function PairChoice({ a, b }: { a: RunRecord; b: RunRecord }) {
  const words = compareText();
  const layers = oneLayerLess(a.experiment);
  return (
    <section class="card" aria-labelledby="pair">
      <h3 id="pair">{words.pair}</h3>
      <div class="pair-choice">
        <RunChoice letter="A" name={words.runA} run={a} onChoose={(id) => choose({ a: id, b: b.id })} />
        <RunChoice letter="B" name={words.runB} run={b} onChoose={(id) => choose({ a: a.id, b: id })} />
      </div>
      {a.id === b.id && <p class="notice">{words.sameRun}</p>}
      {layers === undefined ? <p class="muted">{words.ablateNone}</p> : <Shallower run={a} layers={layers} />}
    </section>
  );
}

/** Sets what a run was trained with, but fewer 1×1 layers, and goes where it can be trained. */
function Shallower({
  run,
  layers,
  isOnly = false,
}: {
  run: RunRecord;
  /** 1×1 layers in each block. */
  layers: number;
  /** Whether no other run is on the screen. */
  isOnly?: boolean;
}) {
  const words = compareText();
  return (
    <div class="buttons">
      <button
        type="button"
        onClick={() => {
          replaceExperiment(withLayers(run.experiment, layers), run.base);
          preference.value = run.preference;
          goTo('train');
        }}
      >
        {words.ablate(layers, isOnly)}
      </button>
      <span class="hint">{isOnly ? words.ablateOnlyHint : words.ablateHint}</span>
    </div>
  );
}

function RunChoice({
  letter,
  name,
  run,
  onChoose,
}: {
  letter: string;
  name: string;
  run: RunRecord;
  onChoose: (id: string) => void;
}) {
  return (
    <label class="field">
      <span>
        <b class={`letter letter-${letter.toLowerCase()}`} aria-hidden="true">
          {letter}
        </b>{' '}
        {name}
      </span>
      <select value={run.id} onChange={(event) => onChoose(event.currentTarget.value)}>
        {comparableRuns.value.map((one) => (
          <option key={one.id} value={one.id}>
            {runLabel(one)}
          </option>
        ))}
      </select>
    </label>
  );
}

function choose(pair: { a: string; b: string }): void {
  chosenPair.value = pair;
}

/** How many 1×1 layers a block has once the deepest lost one; undefined if no network has as few. */
export function oneLayerLess(of: Experiment): number | undefined {
  const spec = networkOf(of);
  const fewer = Math.max(...spec.blocks.map((block) => mlpLayersOf(block) ?? 0)) - 1;
  return withMlpLayersIfPossible(spec, fewer) && fewer;
}

/** Returns the experiment with a number of 1×1 layers in every block. */
export function withLayers(of: Experiment, layers: number): Experiment {
  return { ...of, network: withMlpLayers(networkOf(of), layers) };
}

/** The runs that are compared, by their ids. */
const chosenPair = signal<{ a?: string; b?: string }>({});

/** Runs with something to compare: those that have come to the end of an epoch. */
const comparableRuns = computed(() => runs.value.filter(({ history }) => history.length > 0));

/** The two runs that are compared: the chosen ones, else the two newest, the older first. */
const pair = computed<{ a: RunRecord; b: RunRecord } | undefined>(() => {
  // Unless a person chooses otherwise, runs that have been tested.
  const all = comparableRuns.value.toSorted((a, b) => Number(!a.results) - Number(!b.results));
  if (all.length < 2) return undefined;
  const find = (id: string | undefined) => all.find((run) => run.id === id);
  const b = find(chosenPair.value.b) ?? all.find(({ id }) => id !== chosenPair.value.a) ?? all[0];
  const a = find(chosenPair.value.a) ?? all.find(({ id }) => id !== b.id) ?? all[1];
  return { a, b };
});
