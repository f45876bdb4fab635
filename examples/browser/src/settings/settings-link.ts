import { layerShapes } from '@nin/blocks';
import { signal } from '@preact/signals';
import type { LabSettings } from './lab-settings';
import { initialSettings, settings } from './settings-state';

/** What was wrong with the settings in the address, if they could not be used. */
export const linkProblem = signal<string | undefined>(undefined);

/** A link to the page that holds the settings. They stand behind `#`, which browsers do not send. */
export function settingsLink(of: LabSettings): string {
  const { origin, pathname } = location;
  return `${origin}${pathname}#train?settings=${encodeSettings(of)}`;
}

/** Uses the settings in the address, if it holds some, and takes them out of it. */
export function takeSettingsFromAddress(): void {
  const [place, query = ''] = location.hash.split('?');
  const encoded = new URLSearchParams(query).get('settings');
  if (!encoded) return;
  try {
    settings.value = decodeSettings(encoded);
  } catch (error) {
    linkProblem.value = (error as Error).message;
  }
  history.replaceState(null, '', place);
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
 * @throws Error if it is something else: a link may be cut short or made by hand.
 */
export function decodeSettings(encoded: string): LabSettings {
  let read: Partial<LabSettings>;
  try {
    const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    read = JSON.parse(new TextDecoder().decode(bytes)) as Partial<LabSettings>;
  } catch {
    throw new Error('the link is damaged');
  }
  return requireSettings(read);
}

/** Settings that are complete and of the right kinds; what is out of range is told where it is set. */
function requireSettings(read: Partial<LabSettings>): LabSettings {
  const standard = initialSettings();
  const { training, spec = standard.spec } = read;
  const whole = { ...standard, ...read, training: { ...standard.training, ...training } };
  for (const key of Object.keys(standard) as (keyof LabSettings)[]) {
    if (typeof whole[key] !== typeof standard[key])
      throw new Error(`${key} in the link is no ${typeof standard[key]}`);
  }
  layerShapes(spec);
  return whole;
}
