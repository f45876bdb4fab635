import type { BackendInfo, BackendPreference } from '@nin/backends';
import type { Experiment } from '@nin/recipes';
import type { EpochReport, StepReport } from '@nin/trainer';
import type { NetworkName } from '../settings/settings-state';
import type { DataSummary, TestSummary } from '../worker/lab-api';

/** A training as the browser keeps it; its weights lie beside it, under the same id. */
export interface RunRecord {
  id: string;
  startedAt: string;
  experiment: Experiment;
  /** The known network that its network was made from. */
  base: NetworkName;
  /** The backend that was asked for. */
  preference: BackendPreference;
  /** What its checkpoint recognizes the training by, if the run began before there were experiments. */
  identity?: object;
  /** The backend that it was trained on last. */
  backend: BackendInfo;
  data: Pick<DataSummary, 'title' | 'synthetic' | 'train' | 'test' | 'classNames'>;
  /** `running` also after a crash or a closed tab: then it can be continued. */
  state: 'running' | 'stopped' | 'finished';
  history: readonly EpochReport[];
  /** Some hundred steps, evenly spread, for curves. */
  steps: readonly StepReport[];
  results?: TestSummary;
}
