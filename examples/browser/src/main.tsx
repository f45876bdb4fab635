import { render } from 'preact';
import { App } from './frame/app';
import { followAddress } from './frame/place';
import { startTheme } from './frame/theme';
import { speak, language } from './language/language';
import { isolatePage } from './isolate-page';
import { restoreRuns } from './runs/runs-state';
import { takeSettingsFromAddress } from './settings/settings-link';
import './styles/tokens.css';
import './styles/page.css';
import './styles/controls.css';

void isolatePage();
startTheme();
speak(language.value);
takeSettingsFromAddress();
followAddress();
void restoreRuns();
render(<App />, document.getElementById('lab')!);
