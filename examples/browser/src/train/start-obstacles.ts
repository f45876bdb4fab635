import { layerShapes } from '@nin/blocks';
import type { LabSettings } from '../settings/lab-settings';
import { brokenSettings, type SettingName } from '../settings/setting-rules';

/** Why a training cannot start. */
export type Obstacle =
  | { kind: 'settings'; names: readonly SettingName[] }
  /** The fields of the tab "Network", which the settings could not follow. */
  | { kind: 'draft' }
  | { kind: 'input'; shape: string }
  | { kind: 'outputs'; outputs: number }
  | { kind: 'network'; message: string };

/** CIFAR-10's, and that of the images drawn by a program. */
const imageShape = '32×32×3';

/** Classes of both data sets. */
export const classCount = 10;

/**
 * All that stands between the settings and a training; nothing if it can start. `isDraftPossible` tells whether the
 * fields describe a network: where they do not, the settings hold an earlier one, which nobody asks to be trained.
 */
export function startObstacles(settings: LabSettings, isDraftPossible = true): Obstacle[] {
  const names = brokenSettings(settings);
  const broken: Obstacle[] = names.length > 0 ? [{ kind: 'settings', names }] : [];
  return [...broken, ...(isDraftPossible ? networkObstacles(settings.spec) : [{ kind: 'draft' } as const])];
}

function networkObstacles(spec: LabSettings['spec']): Obstacle[] {
  const shape = spec.inputShape.join('×');
  const wrongInput: Obstacle[] = shape === imageShape ? [] : [{ kind: 'input', shape }];
  try {
    const outputs = layerShapes(spec).at(-1)?.shape.at(-1) ?? 0;
    return outputs < classCount ? [...wrongInput, { kind: 'outputs', outputs }] : wrongInput;
  } catch (error) {
    return [...wrongInput, { kind: 'network', message: (error as Error).message }];
  }
}
