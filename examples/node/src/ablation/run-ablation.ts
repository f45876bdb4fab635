import type { AnySpec, BlockKind } from '@nin/blocks';
import { testResults, type Data } from '@nin/recipes';
import type { Interruption } from '../training/interruption';
import { openTraining } from '../training/open-training';
import type { TrainingSettings } from '../training/settings';
import type { Ablation } from './ablation-file';
import { plannedTrainings } from './ablation-plan';
import type { AblationTraining } from './ablation-schema';
import { gridNetwork } from './grid-network';

/** Longer steps are not waited for after Ctrl-C: of the training under way nothing is kept. */
const longestWait = 1500;

/** Trains the networks of an ablation that are still to be trained, and gives each as it ends. */
export async function* remainingTrainings(
  ablation: Ablation,
  data: Data,
  interruption: Interruption,
): AsyncGenerator<AblationTraining> {
  const { settings, kinds, trainings } = ablation;
  // How long a step takes is not known yet.
  interruption.stepTakes(Infinity);
  for (const { point, seed } of plannedTrainings(ablation).slice(trainings.length)) {
    const network = gridNetwork(ablation, point, data.train.classNames.length);
    const figures = await trainOnce({ ...settings, seed }, network, kinds, data, interruption);
    yield { point, seed, ...figures };
  }
}

async function trainOnce(
  settings: TrainingSettings,
  network: AnySpec,
  kinds: readonly BlockKind[],
  data: Data,
  interruption: Interruption,
): Promise<Pick<AblationTraining, 'accuracy' | 'trainingSeconds'>> {
  const { signal } = interruption;
  const session = openTraining(settings, data, kinds, network);
  try {
    let trainingSeconds = 0;
    const onProgress = ({ millisecondsPerStep }: { millisecondsPerStep: number }) =>
      interruption.stepTakes(millisecondsPerStep < longestWait ? millisecondsPerStep : Infinity);
    for await (const report of session.epochs({ signal, onProgress }))
      trainingSeconds += report.trainingSeconds;
    interruption.listen();
    const { accuracy } = await testResults(session.model, data.test, signal);
    return { accuracy, trainingSeconds };
  } finally {
    session.dispose();
  }
}
