import { loadedData } from '../lab/data-state';
import { removalRefused, storageProblem, unreadableRuns } from '../runs/runs-state';
import { DamagedLinkError, linkProblem } from '../settings/settings-link';
import { settings } from '../settings/settings-state';
import { troubleText } from '../train/trouble-text';
import { frameText } from './frame-text';

/** What a person must know wherever they are in the page. */
export function Banners() {
  const words = frameText();
  const isSynthetic = loadedData.value?.synthetic ?? settings.value.data === 'synthetic';
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
          <BadLink problem={linkProblem.value} />{' '}
          <button type="button" onClick={() => (linkProblem.value = undefined)}>
            {words.dismiss}
          </button>
        </p>
      )}
    </section>
  );
}

function BadLink({ problem }: { problem: Error }) {
  const words = frameText();
  if (problem instanceof DamagedLinkError) return <>{words.damagedLink}</>;
  return (
    <>
      {words.badLink} <span lang="en">{problem.message}</span>
    </>
  );
}
