import type { CifarProgress } from '@nin/cifar/browser';
import { language } from '../language/language';
import { locales } from '../language/locale';
import { cancelLoading, dataState } from '../lab/data-state';
import { formatCount } from '../language/texts';
import { useFocusHandedOn } from '../train/focus-handed-on';
import { dataText } from './data-text';

/** How far loading is, or why it failed. */
export function LoadingProgress() {
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
