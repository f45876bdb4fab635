import { useEffect } from 'preact/hooks';
import { backendState } from '../lab/backend-state';
import { trainingState } from '../lab/training-state';
import { language, languages, speak, type Language } from '../language/language';
import { frameText } from './frame-text';
import { chooseTheme, theme, themes, type Theme } from './theme';

/** The top of the page: its name, what computes, the state of the training, language and colours. */
export function Header() {
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
