import type { BackendPreference } from '@nin/backends';
import { type Experiment, specs } from '@nin/recipes';
import { effect, signal } from '@preact/signals';
import { migratedLink } from './first-settings';
import { isPreference, nearestNetwork } from './page-choices';
import { readExperiment } from './read-experiment';
import { base, experiment, preference, replaceExperiment, type NetworkName } from './settings-state';

/** What was wrong with the experiment in the address, if it could not be used. */
export const linkProblem = signal<Error | undefined>(undefined);

/** A link that was cut short or changed on its way, or whose text is something else. */
export class DamagedLinkError extends Error {
  override name = 'DamagedLinkError';

  constructor() {
    super('the link is damaged');
  }
}

/** What a link holds. */
interface LinkContent {
  experiment: Experiment;
  base: NetworkName;
  preference: BackendPreference;
}

/** Returns a link to the page that holds an experiment, behind `#`, which browsers do not send. */
export function experimentLink(of: Experiment, on: BackendPreference = 'auto'): string {
  const { origin, pathname } = location;
  const encoded = encodeJson(of);
  const where = on === 'auto' ? '' : `&backend=${on}`;
  return `${origin}${pathname}#train?experiment=${encoded}&check=${checkOf(encoded)}${where}`;
}

/** Uses the experiment in the address, if it holds one, and takes it out of the address. */
export function takeExperimentFromAddress(): void {
  const [place, query = ''] = location.hash.split('?');
  const parts = new URLSearchParams(query);
  try {
    const content = contentOf(parts);
    if (!content) return;
    replaceExperiment(content.experiment, content.base);
    preference.value = content.preference;
    linkProblem.value = undefined;
  } catch (error) {
    linkProblem.value = error as Error;
  }
  history.replaceState(null, '', place);
}

function contentOf(parts: URLSearchParams): LinkContent | undefined {
  const encoded = parts.get('experiment') ?? parts.get('settings');
  if (encoded === null) return undefined;
  requireUnchanged(encoded, parts.get('check'));
  const data = decodeJson(encoded);
  // Links from before there were experiments.
  if (!parts.has('experiment')) return migratedLink(data);
  const experiment = readExperiment(data);
  const backend = parts.get('backend');
  return {
    experiment,
    base: nearestNetwork(experiment),
    preference: isPreference(backend) ? backend : 'auto',
  };
}

/** Refuses a link that was changed on its way: with one digit more or less, a value is as good as any. Links made by hand have no check. */
function requireUnchanged(encoded: string, check: string | null): void {
  if (check !== null && check !== checkOf(encoded)) throw new DamagedLinkError();
}

/** Returns JSON data as text that an address may hold: base64url. */
export function encodeJson(data: object): string {
  const bytes = new TextEncoder().encode(JSON.stringify(data));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * Reads what {@link encodeJson} wrote.
 *
 * @throws DamagedLinkError if it is something else.
 */
export function decodeJson(encoded: string): object {
  try {
    const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const data: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data;
  } catch {
    // Refused below, whatever is wrong with it.
  }
  throw new DamagedLinkError();
}

/**
 * Returns eight digits that change with the text: against slips, not against ill will.
 *
 * @see FNV-1a of 32 bits, RFC 9923.
 */
export function checkOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

const key = 'experiment';

/** Takes up what was set in this tab before it was loaded again. */
export function restoreSettings(): void {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Record<string, unknown>>;
    if (!kept.experiment || !Object.hasOwn(specs, String(kept.base))) return;
    replaceExperiment(readExperiment(kept.experiment), kept.base as NetworkName);
    if (isPreference(kept.preference)) preference.value = kept.preference;
  } catch {
    // Storage may be refused, or hold what an earlier version of the page kept: the page then opens as for the first time.
  }
}

/** Keeps all that is set while the tab is open, so that loading the page again loses nothing. */
export function keepSettings(): void {
  effect(() => {
    const kept = { experiment: experiment.value, base: base.value, preference: preference.value };
    try {
      sessionStorage.setItem(key, JSON.stringify(kept));
    } catch {
      // Storage may be refused.
    }
  });
}
