import { render } from 'preact';
import { language, speak } from './language/language';
import { App } from './page/app';
import { followAddress } from './page/place';
import { startTheme } from './page/theme';
import { restoreRuns } from './runs/runs-state';
import { keepSettings, restoreSettings, takeExperimentFromAddress } from './settings/settings-link';
import './styles/lecture.css';
import './styles/network.css';
import './styles/fields.css';
import './styles/data.css';
import './styles/train.css';
import './styles/inside.css';
import './styles/compare.css';
import './styles/tokens.css';
import './styles/page.css';
import './styles/controls.css';

void isolatePage();
startTheme();
speak(language.value);
restoreSettings();
takeExperimentFromAddress();
addEventListener('hashchange', takeExperimentFromAddress);
followAddress();
keepSettings();
void restoreRuns();
render(<App />, document.getElementById('lab')!);

/**
 * Gets the page memory that threads share, where the host does not set the headers: a service worker adds them, and the
 * page loads once more. Where that does not work, wasm computes with one thread.
 */
async function isolatePage(): Promise<void> {
  if (globalThis.crossOriginIsolated || !('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register('./isolation-worker.js');
    await navigator.serviceWorker.ready;
    // Once must be enough.
    if (sessionStorage.getItem('isolation-tried')) return;
    sessionStorage.setItem('isolation-tried', 'yes');
    location.reload();
  } catch {
    // Service workers or storage are refused: the page works, with one thread.
  }
}
