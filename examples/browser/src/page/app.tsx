import { useEffect, useRef } from 'preact/hooks';
import { ComparePlace } from '../compare/compare-place';
import { DataPlace } from '../data/data-place';
import { InsidePlace } from '../inside/inside-place';
import { loadedData } from '../lab/data-state';
import { trainingState } from '../lab/training-state';
import { backendState } from '../lab/worker-link';
import { language, type Language, languages, speak } from '../language/language';
import { Lecture } from '../lecture/lecture';
import { NetworkPlace } from '../network/network-place';
import { removalRefused, storageProblem, unreadableRuns } from '../runs/runs-state';
import { linkProblem } from '../settings/settings-link';
import { experiment } from '../settings/settings-state';
import { BadExperiment } from '../train/bad-experiment';
import { TrainPlace } from '../train/train-place';
import { troubleText } from '../train/train-text';
import { frameText } from './app-text';
import { place, type Place, places, showTab } from './place';
import { chooseTheme, theme, type Theme, themes } from './theme';

const shown: Record<Place, () => preact.JSX.Element> = {
  network: NetworkPlace,
  data: DataPlace,
  train: TrainPlace,
  inside: InsidePlace,
  compare: ComparePlace,
};

/** The whole page: the lecture beside the tool it drives. */
export function App() {
  const Shown = shown[place.value];
  return (
    <>
      <Header />
      <Banners />
      <div class="columns">
        <Lecture />
        <main class="tool" id="tool" tabIndex={-1}>
          <Tabs />
          <section
            role="tabpanel"
            id={`panel-${place.value}`}
            aria-labelledby={`tab-${place.value}`}
            tabIndex={0}
          >
            <Shown />
          </section>
        </main>
      </div>
    </>
  );
}

/** The top of the page: its name, what computes, the state of the training, language and colors. */
function Header() {
  const words = frameText();
  useEffect(() => {
    document.title = words.title;
  }, [words.title]);
  return (
    <header class="top">
      <a class="skip" href="#tool" onClick={skipToTool}>
        {words.skip}
      </a>
      <div class="brand">
        <h1>{words.title}</h1>
        <p>{words.subtitle}</p>
      </div>
      <div class="status" role="status">
        <span class={`phase phase-${trainingState.value.phase}`}>
          {words.phases[trainingState.value.phase]}
        </span>
        <Device />
      </div>
      <div class="choices">
        <label>
          <span class="visually-hidden">{words.language}</span>
          <select value={language.value} onChange={(event) => speak(event.currentTarget.value as Language)}>
            {Object.entries(languages).map(([code, name]) => (
              <option key={code} value={code} lang={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span class="visually-hidden">{words.theme}</span>
          <select value={theme.value} onChange={(event) => chooseTheme(event.currentTarget.value as Theme)}>
            {themes.map((one) => (
              <option key={one} value={one}>
                {words.themes[one]}
              </option>
            ))}
          </select>
        </label>
      </div>
    </header>
  );
}

/** What computes: backend, device, and whether it is a GPU at all. */
function Device() {
  const state = backendState.value;
  const words = frameText();
  if (state.phase !== 'ready') return <span class="device">{words.noBackend}</span>;
  const { name, device, software } = state.info;
  return (
    <span class="device" title={device}>
      <b>{name}</b> {device} {software && <em>({words.software})</em>}
    </span>
  );
}

/** The address names a part of the page, so it must not change. */
function skipToTool(event: Event): void {
  event.preventDefault();
  document.getElementById('tool')?.focus();
}

/** The parts of the tool. Arrow keys move between them, as in every list of tabs. */
function Tabs() {
  const words = frameText();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => revealTab(list.current), [place.value]);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = places[(places.indexOf(place.value) + step + places.length) % places.length];
    showTab(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div ref={list} class="tabs" role="tablist" aria-label={words.parts} onKeyDown={move}>
      {places.map((one) => (
        <button
          key={one}
          id={`tab-${one}`}
          type="button"
          role="tab"
          aria-selected={place.value === one}
          aria-controls={place.value === one ? `panel-${one}` : undefined}
          tabIndex={place.value === one ? 0 : -1}
          onClick={() => showTab(one)}
        >
          {words.places[one]}
        </button>
      ))}
    </div>
  );
}

/** On a phone the list is wider than the page. `scrollIntoView` would have the next Tab key go on from here. */
function revealTab(list: HTMLDivElement | null): void {
  const tab = list?.querySelector<HTMLElement>('[aria-selected="true"]');
  if (!list || !tab) return;
  const [shown, chosen] = [list.getBoundingClientRect(), tab.getBoundingClientRect()];
  if (chosen.left < shown.left) list.scrollLeft += chosen.left - shown.left;
  else if (chosen.right > shown.right) list.scrollLeft += chosen.right - shown.right;
}

/** Messages that are shown in every part of the page. */
function Banners() {
  const words = frameText();
  const isSynthetic = loadedData.value?.synthetic ?? experiment.value.data.source === 'synthetic';
  return (
    <section class="banners" aria-label={words.notices}>
      {isSynthetic && <p class="banner warn">{words.synthetic}</p>}
      {storageProblem.value !== undefined && <p class="banner warn">{words.storage(storageProblem.value)}</p>}
      {unreadableRuns.value > 0 && <p class="banner warn">{words.unreadable(unreadableRuns.value)}</p>}
      {removalRefused.value && (
        <p class="banner warn" role="alert">
          {troubleText().inUse}{' '}
          <button type="button" onClick={() => (removalRefused.value = false)}>
            {words.dismiss}
          </button>
        </p>
      )}
      {linkProblem.value !== undefined && (
        <p class="banner warn" role="alert">
          <BadExperiment problem={linkProblem.value} />{' '}
          <button type="button" onClick={() => (linkProblem.value = undefined)}>
            {words.dismiss}
          </button>
        </p>
      )}
    </section>
  );
}
