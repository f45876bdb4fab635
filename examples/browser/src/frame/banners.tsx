import { dataState } from '../lab/data-state';
import { storageProblem } from '../runs/runs-state';
import { linkProblem } from '../settings/settings-link';
import { settings } from '../settings/settings-state';
import { frameText } from './frame-text';

/** What a person must know wherever they are in the page. */
export function Banners() {
  const words = frameText();
  const loaded = dataState.value.phase === 'ready' ? dataState.value.summary.synthetic : undefined;
  return (
    <section class="banners" aria-label={words.notices}>
      {(loaded ?? settings.value.data === 'synthetic') && <p class="banner warn">{words.synthetic}</p>}
      {storageProblem.value !== undefined && <p class="banner warn">{words.storage(storageProblem.value)}</p>}
      {linkProblem.value !== undefined && (
        <p class="banner warn" role="alert">
          {words.badLink(linkProblem.value)}{' '}
          <button type="button" onClick={() => (linkProblem.value = undefined)}>
            {words.dismiss}
          </button>
        </p>
      )}
    </section>
  );
}
