import type { CifarProgress } from '@nin/cifar/browser';
import { cancelLoading, dataState, holdsData, loadData, loadedData } from '../lab/data-state';
import { isBusy } from '../lab/training-state';
import { formatCount, language, locales } from '../language/language';
import { SteadyButton, useFocusHandedOn } from '../page/elements';
import { fieldProblems } from '../settings/experiment-fields';
import { dataNameOf, type DataName } from '../settings/page-choices';
import { change, experiment } from '../settings/settings-state';
import { TrainingField } from '../train/training-field';
import { dataText } from './data-text';
import { DropZone } from './drop-zone';
import { SampleGrid } from './sample-grid';

/** The tab "Data": which images, where they come from, and what they look like. */
export function DataPlace() {
  const words = dataText();
  return (
    <>
      <h2>{words.heading}</h2>
      <DataChoice />
      <LoadingProgress />
      <LoadedAnnouncer />
      <section class="card" aria-labelledby="archive">
        <h3 id="archive">{words.archive}</h3>
        <DropZone />
      </section>
      <LoadedData />
      <SampleGrid />
    </>
  );
}

const names: readonly DataName[] = ['cifar10', 'synthetic'];

/** Which data, how many of them, and the button that loads them. */
function DataChoice() {
  const words = dataText();
  const data = dataNameOf(experiment.value);
  const broken = fieldProblems.value.some(({ path }) => path.startsWith('data.') || path === 'seed');
  const isLoading = dataState.value.phase === 'loading';
  const isThere = holdsData(experiment.value);
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
              onChange={() => change({ 'data.source': name })}
            />
            <span>
              <b>{words.names[name].title}</b>
              <span class="hint">{words.names[name].hint}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div class="fields training-fields">
        <TrainingField path="data.limitTrain" label={words.limitTrain} hint={words.limitHint} />
        <TrainingField path="data.limitTest" label={words.limitTest} hint={words.limitHint} />
        {data === 'synthetic' && <TrainingField path="seed" label={words.seed} hint={words.seedHint} />}
      </div>
      <div class="buttons">
        <SteadyButton
          id="load-data"
          primary
          off={!data || broken || isLoading || isBusy.value || isThere}
          onClick={() => {
            // The state reports the failure.
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

/** How far loading is, or why it failed. */
function LoadingProgress() {
  const words = dataText();
  const state = dataState.value;
  if (state.phase === 'failed') {
    return (
      <div class="notice bad" role="alert">
        <p>
          <b>{words.failed(words.names[state.name].title)}</b> <span lang="en">{state.message}</span>
        </p>
        <p>{words.failedHint}</p>
      </div>
    );
  }
  return state.phase === 'loading' ? <Loading progress={state.progress} /> : null;
}

function Loading({ progress }: { progress: CifarProgress | undefined }) {
  const words = dataText();
  const place = useFocusHandedOn('load-data');
  const isCounted = progress !== undefined && progress.total > 0;
  return (
    <div class="loading" ref={place}>
      <p>
        <b>{progress ? words.phases[progress.phase] : words.starts}</b>{' '}
        {isCounted && (
          <span class="muted">
            {progress.phase === 'decode'
              ? words.ofTotal(formatCount(progress.loaded), formatCount(progress.total))
              : words.ofTotal(megabytes(progress.loaded), megabytes(progress.total))}
          </span>
        )}
      </p>
      <progress
        aria-label={words.progress}
        {...(isCounted ? { value: progress.loaded, max: progress.total } : {})}
      />
      {progress && (
        <p class="hint" lang="en">
          {progress.message}
        </p>
      )}
      <div class="buttons">
        <button type="button" onClick={cancelLoading}>
          {words.cancel}
        </button>
      </div>
    </div>
  );
}

function megabytes(count: number): string {
  return (count / 1e6).toLocaleString(locales[language.value], {
    style: 'unit',
    unit: 'megabyte',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
}

/** The loaded data: counts, classes, and messages of the loading. */
function LoadedData() {
  const words = dataText();
  const summary = loadedData.value;
  if (!summary) return null;
  const { name, train, test, classNames, notices, synthetic } = summary;
  return (
    <section class="card" aria-labelledby="loaded-data">
      <h3 id="loaded-data">
        {words.loaded}: {words.names[name].title}
      </h3>
      {synthetic && <p class="notice">{words.syntheticNotice}</p>}
      <ul class="figures">
        <li>
          <b>{formatCount(train)}</b>
          {words.trainingImages}
        </li>
        <li>
          <b>{formatCount(test)}</b>
          {words.testImages}
        </li>
        <li>
          <b>{classNames.length}</b>
          {words.classes}
        </li>
        <li>
          <b>32×32×3</b>
          {words.shape}
        </li>
      </ul>
      {notices.length > 0 && (
        <ul class="notice notices" lang="en">
          {notices.map((notice, place) => (
            <li key={place}>{notice}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Announces the images to screen readers. It is in the page before the images: an element that arrives with its text is not read out. */
function LoadedAnnouncer() {
  const words = dataText();
  const loaded = loadedData.value;
  return (
    <p class="visually-hidden" aria-live="polite">
      {loaded &&
        words.announce(words.names[loaded.name].title, formatCount(loaded.train), formatCount(loaded.test))}
    </p>
  );
}
