import { effect, signal } from '@preact/signals';
import type { LabSettings } from './lab-settings';
import { requireSettings } from './read-settings';
import { settings } from './settings-state';

/** What was wrong with the settings in the address, if they could not be used. */
export const linkProblem = signal<Error | undefined>(undefined);

/** A link that was cut short, or is none of ours. */
export class DamagedLinkError extends Error {
  constructor() {
    super('the link is damaged');
  }
}

/** A link to the page that holds the settings. They stand behind `#`, which browsers do not send. */
export function settingsLink(of: LabSettings): string {
  const { origin, pathname } = location;
  const encoded = encodeSettings(of);
  return `${origin}${pathname}#train?settings=${encoded}&check=${checkOf(encoded)}`;
}

/** Uses the settings in the address, if it holds some, and takes them out of it. */
export function takeSettingsFromAddress(): void {
  const [place, query = ''] = location.hash.split('?');
  const parts = new URLSearchParams(query);
  const encoded = parts.get('settings');
  if (encoded === null) return;
  try {
    requireUnchanged(encoded, parts.get('check'));
    settings.value = decodeSettings(encoded);
  } catch (error) {
    linkProblem.value = error as Error;
  }
  history.replaceState(null, '', place);
}

/** Refuses a link that was changed on its way: one digit more or less is a setting as good as any. Links made by hand have no check. */
function requireUnchanged(encoded: string, check: string | null): void {
  if (check !== null && check !== checkOf(encoded)) throw new DamagedLinkError();
}

/** Settings as text that an address may hold. */
export function encodeSettings(of: LabSettings): string {
  const bytes = new TextEncoder().encode(JSON.stringify(of));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * Reads what {@link encodeSettings} wrote.
 *
 * @throws DamagedLinkError if it is something else, Error if a setting is none: a link may be made by hand.
 */
export function decodeSettings(encoded: string): LabSettings {
  let read: Partial<LabSettings>;
  try {
    const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    read = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Partial<LabSettings>;
    if (typeof read !== 'object' || read === null || Array.isArray(read)) throw new TypeError('no settings');
  } catch {
    throw new DamagedLinkError();
  }
  return requireSettings(read);
}

/**
 * Eight digits that are others if the text was changed: against slips, not against ill will.
 *
 * @see FNV-1a of 32 bits, RFC 9923.
 */
export function checkOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

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
