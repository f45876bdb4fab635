import { builtinKinds, withMlpLayers, type AnySpec, type KindOptions } from '@nin/blocks';
import { requireArray, shown } from '@nin/checks';
import { checkExperiment, completeExperiment, partFields, type Experiment } from './experiment';
import { withValueAt } from './with-value-at';

/** Thrown for a setting that cannot be applied. */
export class SettingError extends RangeError {
  override name = 'SettingError';
}

/** Values by their paths. */
export type SettingValues = Readonly<Record<string, unknown>>;

/**
 * Returns an experiment with other values at some paths; the given one stays as it is.
 *
 * A path is names of fields joined by dots, with numbers from 0 for blocks, or `*` for all blocks: `optimizer.learningRate`,
 * `batch.augment.flip`, `network.blocks.0.filters`, `network.blocks.*.kind`. Kinds are applied first: an optimizer or schedule of
 * another kind keeps the values of fields that both kinds have. Numbers of 1×1 layers follow, then the rest in its order.
 * `network.blocks.*.mlpLayers` keeps what each block gives, so the network still ends with its classes; `mlpLayers` is short for it.
 *
 * @param settings values by path, or texts `PATH=VALUE`. A value in a text is JSON, such as `0.1`, `true` or `[192,96]`, or else a string.
 * @throws SettingError naming the path, the rule and the value, with the nearest name.
 */
export function applySettings(
  experiment: Experiment,
  settings: SettingValues | readonly string[],
  options: KindOptions = {},
): Experiment {
  const values = Array.isArray(settings) ? settingValues(settings as readonly string[]) : settings;
  const entries = Object.entries(values as SettingValues);
  const ordered = entries
    .map(([path, value]) => ({ path, value, rank: rankOf(path) }))
    .sort((one, other) => one.rank - other.rank);
  const changed = ordered.reduce(
    (data, { path, value }) => withSetting(data, path, value, options),
    experiment,
  );
  const [first] = checkExperiment(changed, options);
  if (first) throw new SettingError(first.message);
  return completeExperiment(changed);
}

/**
 * Reads texts `PATH=VALUE` as values by path.
 *
 * @throws SettingError if a text is something else, or two have the same path.
 */
export function settingValues(texts: readonly string[]): Record<string, unknown> {
  requireArray('settingValues: texts', texts);
  const values = new Map<string, unknown>();
  for (const text of texts) {
    const [, path = '', value = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
    if (path === '' || value.trim() === '')
      throw new SettingError(`a setting must be PATH=VALUE, got ${shown(text)}`);
    if (values.has(path)) throw new SettingError(`a setting must be given once, got ${path} twice`);
    values.set(path, settingValue(value));
  }
  return Object.fromEntries(values);
}

/** Returns the value that a text gives: JSON, or else the text itself. */
export function settingValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.trim();
  }
}

/** Kinds decide which fields there are, and numbers of 1×1 layers rewrite widths: a width that is set has the last word. */
function rankOf(path: string): number {
  if (path.endsWith('.kind')) return 0;
  return mlpLayersPath.test(path) ? 1 : 2;
}

const mlpLayersPath = /^(?:network\.blocks\.(\*|\d+)\.)?mlpLayers$/;

function withSetting(experiment: Experiment, path: string, value: unknown, options: KindOptions): Experiment {
  try {
    const part = /^(optimizer|schedule)\.kind$/.exec(path)?.[1] as 'optimizer' | 'schedule' | undefined;
    if (part) return { ...experiment, [part]: ofKind(part, experiment[part], value) };
    const blocks = mlpLayersPath.exec(path);
    if (blocks)
      return {
        ...experiment,
        network: withLayers(experiment.network, blocks[1] ?? '*', path, value, options),
      };
    return withValueAt(experiment, path, value) as Experiment;
  } catch (error) {
    if (error instanceof SettingError) throw error;
    throw new SettingError(`${path}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** What both kinds have is kept, and the rest is as the new kind has it by default. */
function ofKind(part: 'optimizer' | 'schedule', before: object, kind: unknown): object {
  const fields = partFields(part, kind);
  // The check of the experiment refuses the kind by its name.
  if (!fields) return { ...before, kind };
  return { ...Object.fromEntries(Object.entries(before).filter(([name]) => fields.includes(name))), kind };
}

/** One block at a time: blocks keep what they give. */
function withLayers(
  network: AnySpec,
  place: string,
  path: string,
  count: unknown,
  { kinds = builtinKinds }: KindOptions,
): AnySpec {
  if (place !== '*' && Number(place) >= network.blocks.length) {
    throw new SettingError(
      `${path}: network.blocks must have an item from 0 to ${network.blocks.length - 1} behind it, got ${place}`,
    );
  }
  const blocks = network.blocks.map((block, i) =>
    place === '*' || i === Number(place)
      ? withMlpLayers({ ...network, blocks: [block] }, count as number, { kinds }).blocks[0]
      : block,
  );
  return { ...network, blocks };
}
