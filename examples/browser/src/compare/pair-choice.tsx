import { goTo } from '../frame/place';
import { runLabel } from '../inside/run-label';
import type { RunRecord } from '../runs/run-record';
import { settings } from '../settings/settings-state';
import { chosenPair, comparableRuns } from './compare-state';
import { compareText } from './compare-text';
import { oneLayerLess, withLayers } from './shallower';

/** Chooses the two runs that are compared. */
export function PairChoice({ a, b }: { a: RunRecord; b: RunRecord }) {
  const words = compareText();
  const layers = oneLayerLess(a.settings);
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
export function Shallower({
  run,
  layers,
  isOnly = false,
}: {
  run: RunRecord;
  /** 1×1 layers in each block. */
  layers: number;
  /** Whether no other run is on the screen that it must be told from. */
  isOnly?: boolean;
}) {
  const words = compareText();
  return (
    <div class="buttons">
      <button
        type="button"
        onClick={() => {
          settings.value = withLayers(run.settings, layers);
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
