import { builtinKinds, type AnySpec, type BlockKind } from '@nin/blocks';
import { networkSpec, openSession, type Data, type TrainingSession } from '@nin/recipes';
import type { TrainingSettings } from './settings';

/**
 * Builds what the settings of the command ask for. The lecture's network is trained as Keras does by default.
 *
 * @param kinds the kinds of block that the network may have.
 * @param network Default: the one that the settings name.
 */
export function openTraining(
  settings: TrainingSettings,
  data: Data,
  kinds: readonly BlockKind[] = builtinKinds,
  network: AnySpec = networkSpec(settings, data.train.classNames.length, kinds),
): TrainingSession {
  return openSession(network, { ...settings, decayAll: settings.spec === 'lecture' }, data, kinds);
}
