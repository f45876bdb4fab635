import type { Normalization } from '@nin/cifar';
import type { Recipe } from '@nin/recipes';
import { schedulePoints } from '../charts/curve-points';
import { isBusy } from '../lab/training-state';
import { formatRate } from '../language/numbers';
import { networkName } from '../network/network-text';
import { ChoiceField, NumberField } from '../page/fields';
import { augmentationName, augmentations, brokenSettings, settingRules } from '../settings/setting-rules';
import { change, changeTraining, recipeFor, settings } from '../settings/settings-state';
import { hyperText } from './hyper-text';
import { ShareLink } from './share-link';
import { trainText } from './train-text';
import { stepsPerEpoch } from './training-controls';

/** How the network is trained: all numbers and choices, each with the network's own as a hint. */
export function HyperParameters() {
  const words = hyperText();
  const { base } = settings.value;
  return (
    <section class="card" aria-labelledby="hyper-parameters">
      <h3 id="hyper-parameters">{words.heading}</h3>
      {isBusy.value && <p class="hint">{trainText().later}</p>}
      <div class="fields number-fields">
        <RecipeNumber name="epochs" />
        <RecipeNumber name="batchSize" />
        <RecipeNumber name="learningRate" />
        <RecipeNumber name="weightDecay" />
        <RecipeNumber name="labelSmoothing" />
        <NumberField
          label={words.fields.seed}
          value={settings.value.seed}
          rule={settingRules.seed}
          hint={words.seedHint}
          onChange={(seed = NaN) => change({ seed })}
        />
      </div>
      <RecipeChoices />
      <div class="hyper-actions">
        <div class="buttons">
          <button type="button" onClick={() => changeTraining(recipeFor(base))}>
            {words.reset}
          </button>
          <span class="hint">{words.resetOf(networkName(base))}</span>
        </div>
        <ShareLink />
      </div>
    </section>
  );
}

type RecipeNumberName = 'epochs' | 'batchSize' | 'learningRate' | 'weightDecay' | 'labelSmoothing';

function RecipeNumber({ name }: { name: RecipeNumberName }) {
  const words = hyperText();
  const { training, base } = settings.value;
  return (
    <NumberField
      label={words.fields[name]}
      value={training[name]}
      rule={settingRules[name]}
      hint={words.standard(formatRate(recipeFor(base)[name]))}
      onChange={(value = NaN) => changeTraining({ [name]: value })}
    />
  );
}

function RecipeChoices() {
  const words = hyperText();
  const { training, base, backend } = settings.value;
  const standard = recipeFor(base);
  const told = (choice: string) => words.standard(choice);
  return (
    <div class="fields wide-fields">
      <ChoiceField
        label={words.optimizer}
        value={training.optimizer}
        choices={words.optimizers}
        hint={told(words.optimizers[standard.optimizer])}
        onChange={(optimizer) => changeTraining({ optimizer })}
      />
      <ChoiceField
        label={words.schedule}
        value={training.schedule}
        choices={words.schedules}
        hint={told(words.schedules[standard.schedule])}
        onChange={(schedule) => changeTraining({ schedule })}
      />
      <AugmentationField training={training} standard={standard} />
      <NormalizationField training={training} standard={standard} />
      <ChoiceField
        label={words.backend}
        value={backend}
        choices={{
          auto: words.backends.auto.name,
          webgpu: words.backends.webgpu.name,
          webgl: words.backends.webgl.name,
          wasm: words.backends.wasm.name,
          cpu: words.backends.cpu.name,
        }}
        hint={words.backends[backend].hint}
        onChange={(chosen) => change({ backend: chosen })}
      />
      <ScheduleDrawing />
    </div>
  );
}

/** A link may hold what is not offered: it is kept until something else is chosen. */
const other = 'other';

function AugmentationField({ training, standard }: { training: Recipe; standard: Recipe }) {
  const words = hyperText();
  const name = augmentationName(training.augment);
  const standardName = augmentationName(standard.augment);
  return (
    <ChoiceField
      label={words.augmentation}
      value={name ?? other}
      choices={{ ...words.augmentations, ...(name ? {} : { [other]: words.otherChoice }) }}
      hint={standardName && words.standard(words.augmentations[standardName])}
      onChange={(chosen) => {
        if (chosen !== other) changeTraining({ augment: augmentations[chosen] });
      }}
    />
  );
}

function NormalizationField({ training, standard }: { training: Recipe; standard: Recipe }) {
  const words = hyperText();
  const named = (one: Normalization) => (typeof one === 'string' ? one : other);
  const name = named(training.normalize);
  const standardName = named(standard.normalize);
  return (
    <ChoiceField
      label={words.normalization}
      value={name}
      choices={{ ...words.normalizations, ...(name === other ? { [other]: words.otherChoice } : {}) }}
      hint={standardName === other ? undefined : words.standard(words.normalizations[standardName])}
      onChange={(normalize) => {
        if (normalize !== other) changeTraining({ normalize });
      }}
    />
  );
}

const width = 240;
const height = 64;

/** The learning rate over the epochs, as a line; nothing while the numbers it is made from are wrong. */
function ScheduleDrawing() {
  const words = hyperText();
  const of = settings.value;
  const { training } = of;
  const broken = brokenSettings(of);
  if (broken.some((name) => ['epochs', 'batchSize', 'learningRate', 'limitTrain'].includes(name)))
    return null;
  const points = schedulePoints(training, stepsPerEpoch(of));
  const rates = points.map(([, rate]) => rate);
  const peak = Math.max(...rates);
  const [first, last] = [rates[0] ?? 0, rates.at(-1) ?? 0];
  const path = points
    .map(([epoch, rate]) => `${(width * epoch) / training.epochs},${height * (1 - rate / peak)}`)
    .join(' ');
  return (
    <figure class="schedule">
      <figcaption>{words.scheduleTitle}</figcaption>
      <div class="schedule-plot">
        <span class="schedule-peak">{formatRate(peak)}</span>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={words.scheduleTold(training.epochs, [first, peak, last].map(formatRate))}
        >
          <polyline points={path} />
        </svg>
        <span class="schedule-zero">0</span>
        <span class="schedule-epochs">{words.epochCount(training.epochs)}</span>
      </div>
    </figure>
  );
}
