import type { BackendInfo } from '@nin/backends';
import type { Data } from 'nin-run';
import { fittingSize, requireMemory } from '../training/require-memory';
import type { AblationPlan } from './ablation-plan';

/** Refuses batches with which one of the networks of an ablation cannot be trained, as `requireMemory` does. */
export function requireMemoryForAll(
  plan: AblationPlan,
  data: Data,
  backend: Pick<BackendInfo, 'name'>,
): void {
  requireMemory({ settings: deepest(plan), data, backend });
}

/** Returns which batch size fits for all networks of an ablation, as messages say it. */
export function fittingSizeForAll(
  plan: AblationPlan,
  data: Data,
  backend: Pick<BackendInfo, 'name'>,
): string {
  return fittingSize({ settings: deepest(plan), data, backend });
}

/** The settings of the network with the most layers: it needs the most memory. */
function deepest({ settings, mlpLayers }: AblationPlan): AblationPlan['settings'] {
  return { ...settings, mlpLayers: Math.max(...mlpLayers) };
}
