import { shown } from '@nin/checks';
import type { serialization } from '@tensorflow/tfjs-core';

/**
 * Which variables, by name: a pattern the name must contain, a list of strings of which it must contain one (as Keras'
 * `exclude_from_weight_decay`), or a function of the name.
 *
 * tfjs-layers names a variable `layer/weight`, such as `block1/conv/kernel`, and adds `_1`, `_2` … to the end when
 * the name is taken in this process: a pattern for the end of a name must allow for that.
 */
export type VariableNames = RegExp | readonly string[] | ((name: string) => boolean);

/**
 * Biases and the scale and shift of normalization layers, as tfjs-layers names them: `bias`, `gamma`, `beta`.
 *
 * These are few and set the level of a feature map, not its weights' size: it is usual to leave them undecayed.
 */
export const biasAndBatchNorm: RegExp = /(^|\/)(bias|gamma|beta)(_\d+)?$/;

/** Throws unless `names` is a {@link VariableNames}. `where` is `function: argument`. */
export function requireVariableNames(where: string, names: unknown): void {
  const isList = Array.isArray(names) && names.every((name) => typeof name === 'string');
  if (!isList && !(names instanceof RegExp) && typeof names !== 'function') {
    throw new TypeError(`${where} must be a RegExp, a list of strings or a function, got ${shown(names)}`);
  }
}

/** Whether `names` covers the variable called `name`. */
export function includesVariable(names: VariableNames, name: string): boolean {
  if (typeof names === 'function') return names(name);
  // `search` and not `test`: it keeps no position between calls, whatever the flags.
  if (names instanceof RegExp) return name.search(names) >= 0;
  return names.some((part) => name.includes(part));
}

/**
 * The JSON form of `names`.
 *
 * Every text stands under the key `name`: loading a model, tfjs turns snake_case into camelCase in all other texts.
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

/** What {@link variableNamesToConfig} was given. */
export function variableNamesFromConfig(
  config: serialization.ConfigDictValue | undefined,
): VariableNames | undefined {
  if (Array.isArray(config)) return (config as { name: string }[]).map(({ name }) => name);
  if (!config) return undefined;
  const { name, flags } = config as { name: string; flags: string };
  return new RegExp(name, flags);
}
