import type { KindOptions } from '@nin/blocks';
import { applySettings, SettingError, type SettingValues } from './apply-settings';
import type { Experiment } from './experiment';
import { grouped } from '../numbers';
import { limits } from './limits';

/** An experiment of a grid. */
export interface GridPoint {
  /** What was set, by path. */
  values: SettingValues;
  experiment: Experiment;
}

/**
 * Returns the experiments of a grid: all combinations of some values at some paths. The first path varies slowest.
 *
 * @param variations the values of each path, as {@link applySettings} takes them: `{ 'network.blocks.*.mlpLayers': [0, 1, 2], seed: [0, 1] }`.
 * @throws SettingError if a value cannot be applied, a path has none, or the grid has more than 1,000 experiments.
 */
export function grid(
  experiment: Experiment,
  variations: Readonly<Record<string, readonly unknown[]>>,
  options: KindOptions = {},
): GridPoint[] {
  const paths = Object.entries(variations);
  for (const [path, values] of paths) {
    if (!Array.isArray(values) || values.length === 0)
      throw new SettingError(`${path}: a grid must have at least one value for each path`);
  }
  const count = paths.reduce((product, [, values]) => product * values.length, 1);
  if (count > limits.grid) {
    throw new SettingError(
      `a grid must have up to ${grouped(limits.grid)} experiments, got ${grouped(count)}`,
    );
  }
  return combinations(paths).map((values) => ({
    values,
    experiment: applySettings(experiment, values, options),
  }));
}

function combinations(paths: readonly (readonly [string, readonly unknown[]])[]): SettingValues[] {
  return paths.reduce<SettingValues[]>(
    (points, [path, values]) =>
      points.flatMap((point) => values.map((value) => ({ ...point, [path]: value }))),
    [{}],
  );
}
