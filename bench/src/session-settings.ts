import type { SessionSettings } from '@nin/recipes';
import type { Scenario } from './scenarios';

/** Returns the settings of a training of `@nin/recipes` for a scenario. */
export function sessionSettings(
  { optimizer, images, seed }: Scenario,
  { batchSize, epochs }: Pick<SessionSettings, 'batchSize' | 'epochs'>,
): SessionSettings {
  const { kind, learningRate, weightDecay } = optimizer;
  return {
    ...images,
    epochs,
    batchSize,
    optimizer: kind,
    learningRate,
    weightDecay,
    schedule: 'cosine',
    labelSmoothing: 0,
    seed,
  };
}
