import { networkSpec, openSession, type Data, type TrainingSession } from 'nin-run';
import type { TrainingSettings } from './settings';

/**
 * Builds what the settings of the command ask for. The lecture's network is trained as Keras does by default.
 *
 * @param network Default: the one that the settings name.
 */
export function openTraining(
  settings: TrainingSettings,
  data: Data,
  network = networkSpec(settings, data.train.classNames.length),
): TrainingSession {
  return openSession(network, { ...settings, decayAll: settings.spec === 'lecture' }, data);
}
