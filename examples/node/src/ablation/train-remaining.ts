import type { BlockKind } from '@nin/blocks';
import { openExperiment, testResults, type Data, type Experiment } from '@nin/recipes';
import type { Interruption } from '../training/interruption';
import type { Ablation } from './ablation-file';
import type { AblationData } from './ablation-plan';
import type { AblationTraining } from './ablation-rows';

/** Longer steps, in milliseconds, are not waited for after Ctrl-C: nothing is kept of an unfinished training. */
const longestWait = 1500;

/** Trains what has not ended of an ablation, and yields each result. */
export async function* remainingTrainings(
  { planned, kinds, trainings }: Ablation,
  data: AblationData,
  interruption: Interruption,
): AsyncGenerator<AblationTraining> {
  // The duration of a step is not known yet.
  interruption.stepTakes(Infinity);
  for (const { values, experiment } of planned.slice(trainings.length)) {
    const figures = await trainOnce(experiment, kinds, data.of(experiment), interruption);
    yield { point: values, ...figures };
  }
}

async function trainOnce(
  experiment: Experiment,
  kinds: readonly BlockKind[],
  data: Data,
  interruption: Interruption,
): Promise<Omit<AblationTraining, 'point'>> {
  const { signal } = interruption;
  const session = openExperiment(experiment, data, { kinds });
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
