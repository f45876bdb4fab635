import type { BackendInfo } from '@nin/backends';
import type { BlockKind } from '@nin/blocks';
import type { Data, Session } from '@nin/recipes';
import type { Checkpoint, EpochReport } from '@nin/trainer';
import type { OwnRunFolder } from '../runs/run-folder';
import type { Interruption } from './interruption';

/** The parts of a run. */
export interface Run {
  /** What messages and pictures call the experiment. */
  name: string;
  data: Data;
  /** The kinds of block that the network may have. */
  kinds: readonly BlockKind[];
  backend: BackendInfo;
  folder: OwnRunFolder;
  /** With the experiment. */
  session: Session;
  interruption: Interruption;
  /** The checkpoint to resume from; undefined if the run starts. */
  saved: Checkpoint | undefined;
  /** Reports of the epochs done, those before a resume included. */
  history: EpochReport[];
}
