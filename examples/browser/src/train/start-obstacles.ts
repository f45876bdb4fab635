import type { AnySpec } from '@nin/blocks';
import { learningRateSchedule, outputsOf, type Experiment } from '@nin/recipes';
import { dataNameOf } from '../settings/page-choices';

/** Why a training cannot start. */
export type Obstacle =
  /** Fields of the experiment, by their paths, whose text it could not take. */
  | { kind: 'settings'; paths: readonly string[] }
  /** The fields of the tab "Network", which the experiment could not follow. */
  | { kind: 'draft' }
  | { kind: 'source'; source: string }
  | { kind: 'schedule'; message: string }
  | { kind: 'input'; shape: string }
  | { kind: 'outputs'; outputs: number };

/** CIFAR-10's, and that of the images drawn by a program. */
const imageShape = '32×32×3';

/** Classes of both data sets. */
export const classCount = 10;

/** What is in the fields beside the experiment. */
export interface FieldState {
  /** Paths of the fields whose text the experiment could not take. Default: none. */
  brokenPaths?: readonly string[];
  /** Whether the fields of the network describe one: if not, the experiment holds an earlier one, which must not be trained. */
  isDraftPossible?: boolean;
  stepsPerEpoch: number;
}

/** Returns all that keeps an experiment from being trained in the page; nothing if it can start. */
export function startObstacles(
  experiment: Experiment,
  { brokenPaths = [], isDraftPossible = true, stepsPerEpoch }: FieldState,
): Obstacle[] {
  const { source } = experiment.data;
  const broken: Obstacle[] = brokenPaths.length > 0 ? [{ kind: 'settings', paths: brokenPaths }] : [];
  const ofData: Obstacle[] = dataNameOf(experiment) ? [] : [{ kind: 'source', source }];
  return [
    ...broken,
    ...ofData,
    ...scheduleObstacles(experiment, stepsPerEpoch),
    ...(isDraftPossible ? networkObstacles(experiment.network) : [{ kind: 'draft' } as const]),
  ];
}

/** Rules between fields, such as of a warmup and the length of the training. */
function scheduleObstacles(experiment: Experiment, stepsPerEpoch: number): Obstacle[] {
  try {
    learningRateSchedule(experiment, stepsPerEpoch);
    return [];
  } catch (error) {
    return [{ kind: 'schedule', message: (error as Error).message }];
  }
}

function networkObstacles(network: AnySpec): Obstacle[] {
  const shape = network.inputShape.join('×');
  const wrongInput: Obstacle[] = shape === imageShape ? [] : [{ kind: 'input', shape }];
  const outputs = outputsOf(network);
  return outputs < classCount ? [...wrongInput, { kind: 'outputs', outputs }] : wrongInput;
}
