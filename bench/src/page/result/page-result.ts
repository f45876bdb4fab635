import type { GpuDevice } from '../../gpu/measuring/gpu-measurement';
import type { NetworkFacts } from '../../result/bench-result';
import type { Ratio } from '../../result/ratio-by-round';
import type { Summary } from '../../result/statistics';
import type { Machine } from '../../running/describe-machine';
import type { Versions } from '../../running/read-versions';
import type { TrainingRun } from '../measuring/training-measurement';
import type { PageBackend } from '../plan/page-backends';
import type { TrainingJob } from '../plan/page-job';
import type { trainingSettings } from '../plan/training-settings';

/** A `-page` file under `bench/results`: every sample, and what was computed from them. */
export interface PageResult {
  /** The layout of this file. */
  version: 1;
  kind: 'page';
  set: string;
  startedAt: string;
  endedAt: string;
  machine: Machine;
  /** The browser's own name for itself; undefined if none could measure anything. */
  userAgent: string | undefined;
  versions: Versions;
  rounds: number;
  /** Of our training, but for the batch; stock tfjs takes images and rate from it. */
  settings: typeof trainingSettings;
  backends: FoundBackend[];
  networks: NetworkFacts[];
  trainings: TrainingResult[];
}

/** What was found of a backend before the first training. */
export interface FoundBackend {
  backend: PageBackend;
  device?: GpuDevice;
  cannot?: string;
}

/** The training of one network on one backend by one peer. */
export interface TrainingResult extends Pick<
  TrainingJob,
  'network' | 'backend' | 'peer' | 'batchSize' | 'images' | 'pace'
> {
  /** One for each round that could be measured. */
  runs: TrainingRun[];
  /** What it failed with. */
  cannot?: string;
  figures?: TrainingFigures;
}

/** What the samples of all rounds together say. */
export interface TrainingFigures {
  millisecondsPerImage: Summary;
  /** The median of each round. */
  medians: number[];
  imagesPerSecond: number;
  /** How much faster ours are than the stock peer beside them, round by round; not for stock. */
  againstStock?: Ratio;
}
