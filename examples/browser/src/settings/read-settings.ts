import type { BackendPreference } from '@nin/backends';
import { layerShapes } from '@nin/blocks';
import { presentSpecName, specs, type OptimizerName, type ScheduleKind } from '@nin/recipes';
import { brokenSettings } from './setting-rules';
import type { DataName, LabSettings, NetworkName } from './lab-settings';
import { initialSettings } from './settings-state';

/** Settings that are complete and of the right kinds; numbers out of range are reported at their fields. */
export function requireSettings(found: Partial<LabSettings>): LabSettings {
  const read = withPresentName(found);
  const standard = initialSettings();
  const { training, spec = standard.spec } = read;
  const whole = { ...standard, ...read, training: { ...standard.training, ...training } };
  requireKnown(read, standard, ['limitTrain', 'limitTest']);
  requireKnown(training ?? {}, standard.training);
  requireKinds(whole, standard);
  requireKinds(whole.training, standard.training);
  requireChoices(whole);
  layerShapes(spec);
  return whole;
}

/** Settings with the name that their network has now. */
export function withPresentName<Read extends Partial<LabSettings>>(read: Read): Read {
  return 'base' in read ? { ...read, base: presentSpecName(read.base) as NetworkName } : read;
}

/**
 * Settings that were kept whole.
 *
 * @throws Error if one is missing, where a link would take the standard one, or is out of range.
 */
export function requireWholeSettings(read: unknown): LabSettings {
  const whole = requireSettings(read as Partial<LabSettings>);
  requireAll(whole, read as LabSettings);
  requireAll(whole.training, (read as LabSettings).training);
  const [broken] = brokenSettings(whole);
  if (broken) throw new Error(`${broken} in the kept settings is out of range`);
  return whole;
}

function requireAll(whole: object, read: object): void {
  const missing = Object.keys(whole).find((key) => !(key in read));
  if (missing !== undefined) throw new Error(`${missing} in the kept settings is missing`);
}

/** No field is of another name, as one that was misspelled is: the standard one would be taken in its place. */
function requireKnown(read: object, standard: object, optional: readonly string[] = []): void {
  const unknown = Object.keys(read).find((key) => !(key in standard) && !optional.includes(key));
  if (unknown !== undefined) throw new Error(`${unknown} in the link is no setting`);
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

/** Words that the page looks up must be there; numbers out of range are reported at their fields. */
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
