import { profile, type NinSpec, type Profile } from '@nin/blocks';
import { computed } from '@preact/signals';
import type { OptimizerName } from '@nin/recipes';
import { networkFor, settings } from '../settings/settings-state';

/** Numbers that an optimizer keeps for each parameter: two moments, or the momentum. */
const slots: Readonly<Record<OptimizerName, number>> = { adamw: 2, sgd: 1 };

/** What the network costs, for the batch and the optimizer of the settings. */
export const costs = computed<Profile>(() => costsOf(settings.value.spec));

/** What the network costs that it was made from. */
export const originalCosts = computed<Profile>(() => costsOf(networkFor(settings.value.base)));

/** What a network costs, for the batch and the optimizer of the settings. */
export function costsOf(spec: NinSpec): Profile {
  const { batchSize, optimizer } = settings.value.training;
  // A batch of no size is told where it is typed; one image stands here meanwhile.
  const possible = Number.isInteger(batchSize) && batchSize > 0;
  return profile(spec, { batchSize: possible ? batchSize : 1, optimizerSlots: slots[optimizer] });
}
