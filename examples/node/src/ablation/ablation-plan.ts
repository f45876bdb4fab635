import type { BlockKind } from '@nin/blocks';
import { shown } from '@nin/checks';
import {
  describeData,
  fitToClasses,
  grid,
  outputsOf,
  type Data,
  type DataDescription,
  type Experiment,
  type GridPoint,
  type SettingValues,
} from '@nin/recipes';
import { requireImageShape } from '../experiment-file';
import { reasonOf, UsageError } from '../failure';
import type { Variation } from '../options/variation';
import type { Interruption } from '../training/interruption';
import { loadExperimentData } from '../training/set-up';

/** What an ablation varies, and what its trainings share. */
export interface AblationBase {
  /** What messages and pictures call the experiment. */
  name: string;
  /** The experiment that the variations change. */
  experiment: Experiment;
  /** The kinds of block that the networks may have. */
  kinds: readonly BlockKind[];
  /** The grid is all combinations of their values. `seed` is one of them. */
  variations: readonly Variation[];
}

/** An ablation with its trainings. */
export interface AblationPlan extends AblationBase {
  /** The trainings in order: seed by seed, so that those before an interruption compare. */
  planned: readonly GridPoint[];
}

/**
 * Returns the plan of an ablation. Refuses, before anything is loaded, paths that match no field, values that the experiment
 * cannot have, the same experiment twice, and more than 1,000 trainings.
 *
 * @param where begins messages: the option, or the file.
 * @throws UsageError in one line.
 */
export function planAblation(where: string, base: AblationBase): AblationPlan {
  const isSeed = ({ path }: Variation) => path === 'seed';
  const ordered = [
    ...base.variations.filter(isSeed),
    ...base.variations.filter((variation) => !isSeed(variation)),
  ];
  const values = Object.fromEntries(ordered.map((variation) => [variation.path, variation.values]));
  let planned: GridPoint[];
  try {
    planned = grid(base.experiment, values, { kinds: base.kinds });
  } catch (error) {
    throw new UsageError(`${where}: ${reasonOf(error)}`, { cause: error });
  }
  const before = new Map<string, SettingValues>();
  for (const point of planned) {
    requireImageShape(`${where}: ${written(point.values)}`, point.experiment);
    // Each point sets the same paths in the same order, so the order of fields is the same for all.
    const key = JSON.stringify(point.experiment);
    const same = before.get(key);
    if (same) {
      throw new UsageError(
        `${where}: ${written(same)} and ${written(point.values)} are the same experiment: a grid must have each once`,
      );
    }
    before.set(key, point.values);
  }
  return { ...base, variations: ordered, planned };
}

/** The data of an ablation's trainings. */
export interface AblationData {
  /** Returns the data of one training. */
  of: (experiment: Experiment) => Data;
  /** One per data set, in the order of the trainings. */
  descriptions: DataDescription[];
}

/** Loads all data of an ablation. Synthetic images are drawn by the seed of the base, so that all trainings have the same. */
export async function loadAblationData(
  { experiment, planned }: AblationPlan,
  interruption: Interruption,
): Promise<AblationData> {
  const loaded = new Map<string, Data>();
  for (const point of planned) {
    const key = dataKey(point.experiment);
    if (loaded.has(key)) continue;
    const { data } = point.experiment;
    loaded.set(key, await loadExperimentData({ data, seed: experiment.seed }, interruption));
  }
  return {
    of: (one) => loaded.get(dataKey(one)) as Data,
    descriptions: [...loaded.values()].map(describeData),
  };
}

/** Returns which of the data descriptions of an ablation are those of a training. */
export function dataIndex({ planned }: AblationPlan, experiment: Experiment): number {
  const keys = [...new Set(planned.map((point) => dataKey(point.experiment)))];
  return keys.indexOf(dataKey(experiment));
}

/**
 * Returns the plan with networks that have an output for each class. Refuses values that change the number of outputs: their
 * accuracies would not compare.
 *
 * @throws UsageError in one line.
 */
export function fitPlan(where: string, plan: AblationPlan, data: AblationData): AblationPlan {
  const { kinds } = plan;
  const classesOf = (one: Experiment) => data.of(one).train.classNames.length;
  const experiment = fitToClasses(plan.experiment, classesOf(plan.planned[0].experiment), { kinds });
  const fitted = experiment === plan.experiment ? plan : planAblation(where, { ...plan, experiment });
  const wanted = outputsOf(experiment.network, { kinds });
  const planned = fitted.planned.map((point) => {
    const outputs = outputsOf(point.experiment.network, { kinds });
    if (outputs !== wanted) {
      throw new UsageError(
        `${where}: with ${written(point.values)} the last block must still give ${wanted} channels, one per class, got ${outputs}: ` +
          'vary the blocks before it, such as network.blocks.0.FIELD',
      );
    }
    return {
      ...point,
      experiment: fitToClasses(point.experiment, classesOf(point.experiment), { kinds }),
    };
  });
  return { ...fitted, planned };
}

/** Returns the values of a point without its seed: those that a row of the table stands for. */
export function withoutSeed({ seed: _seed, ...values }: SettingValues): SettingValues {
  return values;
}

function dataKey({ data }: Experiment): string {
  return JSON.stringify(data);
}

/** Returns a point as it is typed. */
function written(values: SettingValues): string {
  return Object.entries(values)
    .map(([path, value]) => `${path}=${typeof value === 'string' ? value : shown(value)}`)
    .join(' ');
}
