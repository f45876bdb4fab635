import type { BackendPreference } from '@nin/backends';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { type Experiment } from '@nin/recipes';
import { type RatePoint, schedulePoints } from '../charts/curve-points';
import { isBusy } from '../lab/training-state';
import { formatRate } from '../language/numbers';
import { networkName } from '../network/network-text';
import { fieldProblems, fields } from '../settings/experiment-fields';
import { backToUsualTraining, base, experiment, preference } from '../settings/settings-state';
import { ExperimentFile } from './experiment-file';
import { hyperText } from './hyper-text';
import { ShareLink } from './share-link';
import { stepsPerEpoch } from './training-controls';
import { TrainingField } from './training-field';
import { trainText } from './train-text';

/** Fields that are changed seldom. */
const seldom = ['beta1', 'beta2', 'epsilon', 'clipNorm', 'decay', 'nesterov'].map(
  (name) => `optimizer.${name}`,
);

/** Parts of the experiment with their own group of fields, by how their paths begin. */
const groups = ['optimizer.', 'schedule.', 'batch.augment.', 'data.'];

/** How the network is trained: a field for each value of the experiment, each with the network's own as a hint. */
export function HyperParameters() {
  const words = hyperText();
  const paths = [...fields.value.keys()];
  const general = paths.filter((path) => !groups.some((group) => path.startsWith(group)));
  // What is changed most often comes first.
  const ordered = ['epochs', 'batch.size', ...general.filter((path) => !/^epochs$|^batch/.test(path))];
  const of = (group: string) => paths.filter((path) => path.startsWith(group) && !seldom.includes(path));
  return (
    <section class="card" aria-labelledby="hyper-parameters">
      <h3 id="hyper-parameters">{words.heading}</h3>
      {isBusy.value && <p class="hint">{trainText().later}</p>}
      <FieldRow paths={ordered} />
      <Group name={words.groups.optimizer}>
        <FieldRow paths={of('optimizer.')} />
        <SeldomFields />
      </Group>
      <Group name={words.groups.schedule}>
        <div class="schedule-fields">
          <FieldRow paths={of('schedule.')} />
          <ScheduleDrawing />
        </div>
      </Group>
      <Group name={words.groups.images}>
        <FieldRow paths={['batch.normalize', ...of('batch.augment.')]} />
      </Group>
      <div class="fields training-fields">
        <BackendField />
      </div>
      <div class="hyper-actions">
        <div class="buttons">
          <button type="button" onClick={backToUsualTraining}>
            {words.reset}
          </button>
          <span class="hint">{words.resetOf(networkName(base.value))}</span>
        </div>
        <ShareLink />
        <ExperimentFile />
      </div>
    </section>
  );
}

function Group({ name, children }: { name: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <div class="training-group" role="group" aria-labelledby={id}>
      <h4 id={id}>{name}</h4>
      {children}
    </div>
  );
}

function FieldRow({ paths }: { paths: readonly string[] }) {
  return (
    <div class="fields training-fields">
      {paths.map((path) => (
        <TrainingField key={path} path={path} hint={path === 'seed' ? hyperText().seedHint : undefined} />
      ))}
    </div>
  );
}

function SeldomFields() {
  const present = seldom.filter((path) => fields.value.has(path));
  const isConcerned = fieldProblems.value.some(({ path }) => seldom.includes(path));
  return (
    <details class="more" open={isConcerned || undefined}>
      <summary>{hyperText().more}</summary>
      <FieldRow paths={present} />
    </details>
  );
}

function BackendField() {
  const words = hyperText();
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{words.backend}</label>
      <select
        id={id}
        value={preference.value}
        aria-describedby={`${id}-hint`}
        onChange={(event) => (preference.value = event.currentTarget.value as BackendPreference)}
      >
        {Object.entries(words.backends).map(([choice, { name }]) => (
          <option key={choice} value={choice}>
            {name}
          </option>
        ))}
      </select>
      <span id={`${id}-hint`} class="hint">
        {words.backends[preference.value].hint}
      </span>
    </div>
  );
}

const width = 240;
const height = 64;

/** The learning rate over the epochs, as a line; nothing while the schedule does not fit the training. */
function ScheduleDrawing() {
  const words = hyperText();
  const { epochs } = experiment.value;
  const points = pointsOf(experiment.value);
  if (!points) return null;
  const rates = points.map(([, rate]) => rate);
  const peak = Math.max(...rates);
  const [first, last] = [rates[0] ?? 0, rates.at(-1) ?? 0];
  const path = points
    .map(([epoch, rate]) => `${(width * epoch) / epochs},${height * (1 - rate / peak)}`)
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
          aria-label={words.scheduleSummary(epochs, [first, peak, last].map(formatRate))}
        >
          <polyline points={path} />
        </svg>
        <span class="schedule-zero">0</span>
        <span class="schedule-epochs">{words.epochCount(epochs)}</span>
      </div>
    </figure>
  );
}

function pointsOf(of: Experiment): RatePoint[] | undefined {
  try {
    return schedulePoints(of, stepsPerEpoch(of));
  } catch {
    // Why is among the reasons that the training cannot start for.
    return undefined;
  }
}
