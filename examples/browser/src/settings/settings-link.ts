import type { BackendPreference } from '@nin/backends';
import { layerShapes } from '@nin/blocks';
import { signal } from '@preact/signals';
import { specs, type OptimizerName, type ScheduleKind } from 'nin-run';
import type { DataName, LabSettings } from './lab-settings';
import { initialSettings, settings } from './settings-state';

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
    linkProblem.value = error as Error;
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

/** Settings that are complete and of the right kinds; what is out of range is told where it is set. */
function requireSettings(read: Partial<LabSettings>): LabSettings {
  const standard = initialSettings();
  const { training, spec = standard.spec } = read;
  const whole = { ...standard, ...read, training: { ...standard.training, ...training } };
  requireKinds(whole, standard);
  requireKinds(whole.training, standard.training);
  requireChoices(whole);
  layerShapes(spec);
  return whole;
}

/** The fields of an object are of the kinds of those of another. A normalization is a word or numbers. */
function requireKinds<Fields extends object>(read: Fields, standard: Fields): void {
  for (const key of Object.keys(standard) as (keyof Fields & string)[]) {
    if (key === 'normalize') continue;
    const kind = typeof standard[key];
    if (typeof read[key] !== kind || read[key] === null) throw new Error(`${key} in the link is no ${kind}`);
  }
}

/** All words of a type; one that is added to it is asked for here by the compiler. */
function allOf<Word extends string>(words: Record<Word, true>): readonly string[] {
  return Object.keys(words);
}

const dataNames = allOf<DataName>({ cifar10: true, synthetic: true });
const backendNames = allOf<BackendPreference>({
  auto: true,
  webgpu: true,
  webgl: true,
  wasm: true,
  cpu: true,
});
const optimizerNames = allOf<OptimizerName>({ adamw: true, sgd: true });
const scheduleNames = allOf<ScheduleKind>({ 'one-cycle': true, cosine: true, lecture: true, steps: true });

/** Words that the page looks up must be there; numbers that are out of range are told at their fields. */
function requireChoices({ base, data, backend, training, limitTrain, limitTest }: LabSettings): void {
  const { optimizer, schedule } = training;
  const chosen: [name: string, word: string, known: readonly string[]][] = [
    ['base', base, Object.keys(specs)],
    ['data', data, dataNames],
    ['backend', backend, backendNames],
    ['optimizer', optimizer, optimizerNames],
    ['schedule', schedule, scheduleNames],
  ];
  for (const [name, word, known] of chosen) {
    if (!known.includes(word))
      throw new Error(`${name} in the link must be one of ${known.join(', ')}, got ${word}`);
  }
  for (const [name, limit] of Object.entries({ limitTrain, limitTest })) {
    if (limit !== undefined && typeof limit !== 'number') throw new Error(`${name} in the link is no number`);
  }
}
