import { profile } from '@nin/blocks';
import { useMemo } from 'preact/hooks';
import { formatCount } from '../language/texts';
import { networkFor, settings } from '../settings/settings-state';
import { networkText } from './network-text';
import { networkNames, shapesExercise, startFromNetwork, startShapesExercise } from './presets';

/** The networks that one can start from. */
export function StartFrom() {
  const words = networkText();
  const { base, spec } = settings.value;
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
              aria-pressed={base === name && spec !== shapesExercise}
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
          <button
            type="button"
            class="start"
            aria-pressed={spec === shapesExercise}
            onClick={startShapesExercise}
          >
            <b>{words.exercise}</b>
            <span>{words.exerciseHint}</span>
          </button>
        </li>
      </ul>
      <p class="hint">{words.startHint}</p>
    </section>
  );
}
