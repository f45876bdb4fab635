import { holdsData, loadData, dataState } from '../lab/data-state';
import { isBusy } from '../lab/training-state';
import type { DataName } from '../settings/lab-settings';
import { change, settings } from '../settings/settings-state';
import { NumberField } from '../train/number-field';
import { brokenSettings, settingRules } from '../train/setting-problems';
import { SteadyButton } from '../train/steady-button';
import { dataText } from './data-text';

const names: readonly DataName[] = ['cifar10', 'synthetic'];

/** Which data, how many of them, and the button that loads them. */
export function DataChoice() {
  const words = dataText();
  const { limitTrain, limitTest, data, seed } = settings.value;
  const broken = brokenSettings(settings.value).some((name) =>
    ['limitTrain', 'limitTest', 'seed'].includes(name),
  );
  const isLoading = dataState.value.phase === 'loading';
  const isThere = holdsData(settings.value);
  return (
    <section class="card" aria-labelledby="which-data">
      <h3 id="which-data">{words.which}</h3>
      <fieldset class="data-names">
        <legend class="visually-hidden">{words.which}</legend>
        {names.map((name) => (
          <label key={name} class="data-name">
            <input
              type="radio"
              name="data"
              checked={data === name}
              disabled={isBusy.value || isLoading}
              onChange={() => change({ data: name })}
            />
            <span>
              <b>{words.names[name].title}</b>
              <span class="hint">{words.names[name].hint}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div class="fields wide-fields">
        <NumberField
          label={words.limitTrain}
          value={limitTrain}
          rule={settingRules.limitTrain}
          hint={words.limitHint}
          optional
          onChange={(value) => change({ limitTrain: value })}
        />
        <NumberField
          label={words.limitTest}
          value={limitTest}
          rule={settingRules.limitTest}
          hint={words.limitHint}
          optional
          onChange={(value) => change({ limitTest: value })}
        />
        {data === 'synthetic' && (
          <NumberField
            label={words.seed}
            value={seed}
            rule={settingRules.seed}
            hint={words.seedHint}
            onChange={(value = NaN) => change({ seed: value })}
          />
        )}
      </div>
      <div class="buttons">
        <SteadyButton
          id="load-data"
          primary
          off={broken || isLoading || isBusy.value || isThere}
          onClick={() => {
            // The state tells what goes wrong.
            loadData().catch(() => undefined);
          }}
        >
          {words.load}
        </SteadyButton>
        <span class="hint">
          {isBusy.value ? words.busy : broken ? words.broken : isThere ? words.isThere : ''}
        </span>
      </div>
    </section>
  );
}
