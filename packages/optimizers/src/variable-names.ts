import { shown } from '@nin/checks';
import type { serialization } from '@tensorflow/tfjs-core';

/**
 * Selects variables by name: a pattern that matches within the name, a list of strings of which the name contains one (as
 * Keras's `exclude_from_weight_decay`), or a function of the name.
 *
 * tfjs-layers names a variable `layer/weight`, such as `block1/conv/kernel`, and appends `_1`, `_2` … if the name exists in this
 * process: a pattern for the end of a name must allow for that.
 */
export type VariableNames = RegExp | readonly string[] | ((name: string) => boolean);

/**
 * Matches biases and the scale and shift of normalization layers, which tfjs-layers names `bias`, `gamma` and `beta`.
 *
 * It is common not to apply weight decay to them: they are few, and shift or scale a whole feature map.
 */
export const biasAndBatchNorm: RegExp = /(^|\/)(bias|gamma|beta)(_\d+)?$/;

/** Throws unless `names` is a {@link VariableNames}. `where` is `function: argument`. */
export function requireVariableNames(where: string, names: unknown): void {
  const isList = Array.isArray(names) && names.every((name) => typeof name === 'string');
  if (!isList && !(names instanceof RegExp) && typeof names !== 'function') {
    throw new TypeError(`${where} must be a RegExp, a list of strings or a function, got ${shown(names)}`);
  }
}

/** Whether `names` selects the variable `name`. */
export function includesVariable(names: VariableNames, name: string): boolean {
  if (typeof names === 'function') return names(name);
  // `search`, because `test` keeps a position between calls with some flags.
  if (names instanceof RegExp) return name.search(names) >= 0;
  return names.some((part) => name.includes(part));
}

/**
 * Returns `names` as JSON.
 *
 * Every string has the key `name`: when loading a model, tfjs converts all other strings from snake_case to camelCase.
 *
 * @throws TypeError for a function.
 */
export function variableNamesToConfig(where: string, names: VariableNames): serialization.ConfigDictValue {
  if (typeof names === 'function') {
    throw new TypeError(`${where} must be a RegExp or a list of strings to be saved, got a function`);
  }
  if (names instanceof RegExp) return { name: names.source, flags: names.flags };
  return names.map((name) => ({ name }));
}

/** Inverse of {@link variableNamesToConfig}. */
export function variableNamesFromConfig(
  config: serialization.ConfigDictValue | undefined,
): VariableNames | undefined {
  if (Array.isArray(config)) return (config as { name: string }[]).map(({ name }) => name);
  if (!config) return undefined;
  const { name, flags } = config as { name: string; flags: string };
  return new RegExp(name, flags);
}
