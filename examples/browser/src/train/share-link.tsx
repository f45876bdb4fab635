import type { BackendPreference } from '@nin/backends';
import type { Experiment } from '@nin/recipes';
import { useState } from 'preact/hooks';
import { fieldProblems } from '../settings/experiment-fields';
import { experimentLink } from '../settings/settings-link';
import { experiment, preference } from '../settings/settings-state';
import { hyperText } from './hyper-text';

/** What was copied, or could not be. */
interface Copied {
  of: Experiment;
  on: BackendPreference;
  isCopied: boolean;
}

/** Copies a link that holds the experiment, or shows it where the browser allows no copying. */
export function ShareLink() {
  const words = hyperText();
  const [last, setLast] = useState<Copied>();
  const isBroken = fieldProblems.value.length > 0;
  const copy = async () => {
    const parts = { of: experiment.value, on: preference.value };
    try {
      await navigator.clipboard.writeText(experimentLink(parts.of, parts.on));
      setLast({ ...parts, isCopied: true });
    } catch {
      setLast({ ...parts, isCopied: false });
    }
  };
  // A link to what was set before says nothing about what is set now.
  const current = last?.of === experiment.value && last.on === preference.value ? last : undefined;
  return (
    <div class="share">
      <div class="buttons">
        <button type="button" disabled={isBroken} onClick={() => void copy()}>
          {words.copy}
        </button>
        <span role="status" class="hint">
          {isBroken && words.copyBroken}
          {current && (current.isCopied ? words.copied : words.notCopied)}
        </span>
      </div>
      {current?.isCopied === false && (
        <input
          type="text"
          readOnly
          class="share-link"
          aria-label={words.link}
          value={experimentLink(current.of, current.on)}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </div>
  );
}
