import { testResults, type Data } from 'nin-run';
import type { Interruption } from '../training/interruption';
import { openTraining } from '../training/open-training';
import type { TrainingSettings } from '../training/settings';
import type { Ablation, AblationTraining } from './ablation-file';
import { plannedTrainings } from './ablation-plan';

/** Longer steps are not waited for after Ctrl-C: of the training under way nothing is kept. */
const longestWait = 1500;

/** Trains the networks of an ablation that are still to be trained, and gives each as it ends. */
export async function* remainingTrainings(
  ablation: Ablation,
  data: Data,
  interruption: Interruption,
): AsyncGenerator<AblationTraining> {
  // How long a step takes is not known yet.
  interruption.stepTakes(Infinity);
  for (const { mlpLayers, seed } of plannedTrainings(ablation).slice(ablation.trainings.length)) {
    const figures = await trainOnce({ ...ablation.settings, mlpLayers, seed }, data, interruption);
    yield { mlpLayers, seed, ...figures };
  }
}

async function trainOnce(
  settings: TrainingSettings,
  data: Data,
  interruption: Interruption,
): Promise<Pick<AblationTraining, 'accuracy' | 'imagesPerSecond'>> {
  const { signal } = interruption;
  const session = openTraining(settings, data);
  try {
    let images = 0;
    let seconds = 0;
    const onStep = ({ millisecondsPerStep }: { millisecondsPerStep: number }) =>
      interruption.stepTakes(millisecondsPerStep < longestWait ? millisecondsPerStep : Infinity);
    for await (const report of session.epochs({ signal, onStep })) {
      images += report.images;
      seconds += report.trainingSeconds;
    }
    interruption.listen();
    const { accuracy } = await testResults(session.model, data.test, signal);
    return { accuracy, imagesPerSecond: images / seconds };
  } finally {
    session.dispose();
  }
}
