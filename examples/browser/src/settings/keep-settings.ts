import { effect } from '@preact/signals';
import { decodeSettings, encodeSettings } from './settings-link';
import { settings } from './settings-state';

const key = 'settings';

/** Takes up what was set in this tab before it was loaded again. */
export function restoreSettings(): void {
  try {
    const kept = sessionStorage.getItem(key);
    if (kept) settings.value = decodeSettings(kept);
  } catch {
    // Storage may be refused, and a field may have held no number: the page then begins anew.
  }
}

/** Keeps all that is set while the tab is open, so that loading the page again loses nothing. */
export function keepSettings(): void {
  effect(() => {
    const encoded = encodeSettings(settings.value);
    try {
      sessionStorage.setItem(key, encoded);
    } catch {
      // Storage may be refused.
    }
  });
}
