import { useState } from 'preact/hooks';
import { settingsLink } from '../settings/settings-link';
import { settings } from '../settings/settings-state';
import type { LabSettings } from '../settings/lab-settings';
import { hyperText } from './hyper-text';
import { brokenSettings } from '../settings/setting-rules';

/** Copies a link that holds the settings, or shows it where the browser allows no copying. */
export function ShareLink() {
  const words = hyperText();
  const [told, tell] = useState<{ of: LabSettings; copied: boolean }>();
  const broken = brokenSettings(settings.value).length > 0;
  const copy = async () => {
    const of = settings.value;
    try {
      await navigator.clipboard.writeText(settingsLink(of));
      tell({ of, copied: true });
    } catch {
      tell({ of, copied: false });
    }
  };
  // A link to what was set before says nothing about what is set now.
  const current = told?.of === settings.value ? told : undefined;
  return (
    <div class="share">
      <div class="buttons">
        <button type="button" disabled={broken} onClick={() => void copy()}>
          {words.copy}
        </button>
        <span role="status" class="hint">
          {broken && words.copyBroken}
          {current && (current.copied ? words.copied : words.notCopied)}
        </span>
      </div>
      {current?.copied === false && (
        <input
          type="text"
          readOnly
          class="share-link"
          aria-label={words.link}
          value={settingsLink(current.of)}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </div>
  );
}
