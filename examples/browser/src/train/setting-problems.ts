import type { LabSettings } from '../settings/lab-settings';
import { obeys, type NumberRule } from './number-rules';

/** What each number of the settings must be. */
export const settingRules = {
  epochs: 'positiveInteger',
  batchSize: 'positiveInteger',
  learningRate: 'positive',
  weightDecay: 'nonNegative',
  labelSmoothing: 'fraction',
  seed: 'integer',
  limitTrain: 'positiveInteger',
  limitTest: 'positiveInteger',
} as const satisfies Record<string, NumberRule>;

/** A number of the settings. */
export type SettingName = keyof typeof settingRules;

/** The numbers that are not what they must be. */
export function brokenSettings({ training, seed, limitTrain, limitTest }: LabSettings): SettingName[] {
  const { epochs, batchSize, learningRate, weightDecay, labelSmoothing } = training;
  const values: Record<SettingName, number | undefined> = {
    epochs,
    batchSize,
    learningRate,
    weightDecay,
    labelSmoothing,
    seed,
    limitTrain,
    limitTest,
  };
  return (Object.keys(settingRules) as SettingName[]).filter((name) => {
    const value = values[name];
    return value !== undefined && !obeys(settingRules[name], value);
  });
}
