import { checkSpec, layerShapes, type AnySpec, type BlockKind } from '@nin/blocks';
import { shown } from '@nin/checks';
import { grouped } from '@nin/recipes';
import { reasonOf, UsageError } from '../failure';
import { upperEnds } from '../options/upper-ends';
import { gridPoints, type AblationPlan, type GridPoint } from './ablation-plan';
import { gridNetwork } from './grid-network';

/**
 * Refuses a grid before anything is loaded or trained: paths that match no field, values that the check of the network refuses,
 * two points that are the same network, and more points than anybody waits for.
 *
 * @param where what the message begins with: the option, or the file.
 * @throws UsageError with the point, in one line.
 */
export function requireGrid(where: string, plan: AblationPlan): void {
  const count = plan.variations.reduce((product, { values }) => product * values.length, 1);
  if (count > upperEnds.gridPoints) {
    throw new UsageError(
      `${where}: a grid may have up to ${grouped(upperEnds.gridPoints)} points, got ${grouped(count)}`,
    );
  }
  const before = new Map<string, GridPoint>();
  for (const point of gridPoints(plan)) {
    // The order of fields is the same for all: each point sets the same paths in turn.
    const network = JSON.stringify(validNetwork(where, plan, point));
    const same = before.get(network);
    if (same) {
      throw new UsageError(
        `${where}: ${written(same)} and ${written(point)} are the same network: a grid must have each once`,
      );
    }
    before.set(network, point);
  }
}

/**
 * Refuses points that change how many classes a network gives: their accuracy would not compare.
 *
 * @throws UsageError with the point, in one line.
 */
export function requireSameClasses(where: string, plan: AblationPlan, classes: number): void {
  const wanted = outputsOf(gridNetwork(plan, {}, classes), plan.kinds);
  for (const point of gridPoints(plan)) {
    const outputs = outputsOf(gridNetwork(plan, point, classes), plan.kinds);
    if (outputs === wanted) continue;
    throw new UsageError(
      `${where}: with ${written(point)} the last block must still give ${wanted} channels, one per class, got ${outputs}: ` +
        'vary the blocks before it, such as network.blocks.0.FIELD',
    );
  }
}

function validNetwork(where: string, plan: AblationPlan, point: GridPoint): AnySpec {
  const refuse = (reason: string, cause?: unknown) =>
    new UsageError([where, written(point), reason].filter(Boolean).join(': '), { cause });
  let network: AnySpec;
  try {
    network = gridNetwork(plan, point);
  } catch (error) {
    throw refuse(reasonOf(error), error);
  }
  const [problem] = checkSpec(network, { kinds: plan.kinds });
  if (problem) throw refuse(problem.message);
  return network;
}

function outputsOf(network: AnySpec, kinds: readonly BlockKind[]): number {
  return layerShapes(network, network.inputShape, { kinds }).at(-1)?.shape.at(-1) ?? 0;
}

/** A point as it is typed. */
function written(point: GridPoint): string {
  return Object.entries(point)
    .map(([path, value]) => `${path}=${typeof value === 'string' ? value : shown(value)}`)
    .join(' ');
}
