import type { BackendInfo } from '@nin/backends';
import type { EpochReport, StepReport } from '@nin/trainer';
import type { LabSettings } from '../settings/lab-settings';
import type { DataSummary, TestSummary } from '../worker/lab-api';

/** A training as the browser keeps it; its weights lie beside it, under the same id. */
export interface RunRecord {
  id: string;
  startedAt: string;
  settings: LabSettings;
  backend: BackendInfo;
  data: Pick<DataSummary, 'title' | 'synthetic' | 'train' | 'test' | 'classNames'>;
  /** `running` also after a crash or a closed tab: then it can be continued. */
  state: 'running' | 'stopped' | 'finished';
  history: readonly EpochReport[];
  /** Some hundred steps, evenly spread, for curves. */
  steps: readonly StepReport[];
  results?: TestSummary;
}
