import { checkpointSpecName } from '@nin/recipes';
import type { LabSettings } from '../settings/lab-settings';

/** The part of a run's settings that decides its weights: all but the backend, so that a run whose GPU is gone can go on. */
export type DecidingSettings = Omit<LabSettings, 'backend' | 'base'> & { base: string };

/** Leaves out what decides nothing. */
export function decidingSettings({
  base,
  spec,
  data,
  limitTrain,
  limitTest,
  seed,
  training,
}: LabSettings): DecidingSettings {
  return { base: checkpointSpecName(base), spec, data, limitTrain, limitTest, seed, training };
}
