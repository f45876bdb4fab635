import { profile } from '@nin/blocks';
import { useMemo } from 'preact/hooks';
import { formatCount } from '../language/language';
import { base, network, networkFor } from '../settings/settings-state';
import { BlockEditor, InputShape } from './block-editor';
import { networkNames, shapesExercise, startFromNetwork, startShapesExercise } from './draft-state';
import { Drawing } from './drawing';
import { CostFigures, LayerTable } from './network-costs';
import { networkText } from './network-text';
import { PerceptronCheck } from './perceptron-check';

/** The tab where a network is chosen and changed, with its picture and its costs. */
export function NetworkPlace() {
  const words = networkText();
  return (
    <>
      <div class="place-head">
        <h2>{words.title}</h2>
        <p class="muted">{words.lead}</p>
      </div>
      <StartFrom />
      <div class="workbench">
        <CostFigures />
        <Drawing />
        <InputShape />
        <BlockEditor />
        <LayerTable />
      </div>
      <PerceptronCheck />
    </>
  );
}

/** The networks that one can start from. */
function StartFrom() {
  const words = networkText();
  const isExercise = network.value === shapesExercise;
  const totals = useMemo(() => networkNames.map((name) => profile(networkFor(name)).totals), []);
  return (
    <section class="card" aria-labelledby="network-start">
      <h3 id="network-start">{words.start}</h3>
      <ul class="starts">
        {networkNames.map((name, i) => (
          <li key={name}>
            <button
              type="button"
              class="start"
              aria-pressed={base.value === name && !isExercise}
              onClick={() => startFromNetwork(name)}
            >
              <b>{words.networks[name].name}</b>
              <span>{words.networks[name].about}</span>
              <span class="start-costs">
                {words.params(formatCount(totals[i]?.params ?? 0))}
                <br />
                {words.macs(formatCount(totals[i]?.macs ?? null))}
              </span>
            </button>
          </li>
        ))}
        <li>
          <button type="button" class="start" aria-pressed={isExercise} onClick={startShapesExercise}>
            <b>{words.exercise}</b>
            <span>{words.exerciseHint}</span>
          </button>
        </li>
      </ul>
      <p class="hint">{words.startHint}</p>
    </section>
  );
}
