import type { BackendInfo } from '@nin/backends';
import type { Data } from '@nin/recipes';
import { fittingSize, leastMemory, requireMemory, type Training } from '../training/require-memory';
import { networkName } from '../training/settings';
import { gridPoints, type AblationPlan } from './ablation-plan';
import { gridNetwork } from './grid-network';
import { pointText } from './point-text';

/** Refuses batches with which one of the networks of an ablation cannot be trained, as `requireMemory` does. */
export function requireMemoryForAll(
  plan: AblationPlan,
  data: Data,
  backend: Pick<BackendInfo, 'name'>,
): void {
  requireMemory(largest(plan, data, backend));
}

/** Returns which batch size fits for all networks of an ablation, as messages say it. */
export function fittingSizeForAll(
  plan: AblationPlan,
  data: Data,
  backend: Pick<BackendInfo, 'name'>,
): string {
  return fittingSize(largest(plan, data, backend));
}

/** The training of the network that needs the most memory with these batches. */
function largest(plan: AblationPlan, data: Data, backend: Pick<BackendInfo, 'name'>): Training {
  const { settings, variations, kinds } = plan;
  const name = networkName(settings);
  const trainings = gridPoints(plan).map((point): Training => {
    const network = gridNetwork(plan, point, data.train.classNames.length);
    const title = variations.length > 0 ? `${name} with ${pointText(point, plan)}` : name;
    return { settings, data, backend, network, kinds, title };
  });
  const needs = trainings.map(leastMemory);
  return trainings[needs.indexOf(Math.max(...needs))];
}
