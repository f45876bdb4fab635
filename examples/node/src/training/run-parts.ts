import type { BackendInfo } from '@nin/backends';
import type { BlockKind } from '@nin/blocks';
import type { Checkpoint, EpochReport } from '@nin/trainer';
import type { Data, TrainingSession } from '@nin/recipes';
import type { OwnRunFolder } from '../runs/run-folder';
import type { Interruption } from './interruption';
import type { TrainingSettings } from './settings';

/** All that a run works with. */
export interface Run {
  settings: TrainingSettings;
  data: Data;
  /** The kinds of block that the network may have. */
  kinds: readonly BlockKind[];
  backend: BackendInfo;
  folder: OwnRunFolder;
  session: TrainingSession;
  interruption: Interruption;
  /** The checkpoint to go on from, if the run is resumed. */
  saved: Checkpoint | undefined;
  /** The epochs done, those before a resume included. */
  history: EpochReport[];
}
