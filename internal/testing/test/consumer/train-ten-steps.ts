/**
 * A program of a user of the packages: ten steps of training on wasm with all seven of them.
 * The artifact test compiles this file in a separate project, as an ES module and as CommonJS, and runs both.
 */
import { selectBackend } from '@nin/backends';
import { nin, profile, tinySpec } from '@nin/blocks';
import { batches, synthetic } from '@nin/cifar';
import { accuracy, confusionMatrix, toSvg } from '@nin/metrics';
import { adamW } from '@nin/optimizers';
import { cosineAnnealing } from '@nin/schedules';
import { predict, progressLine, train } from '@nin/trainer';

async function trainTenSteps(): Promise<void> {
  const { name } = await selectBackend('wasm');
  const data = synthetic({ count: 80, seed: 1 });
  const model = nin(tinySpec);
  const optimizer = adamW({ learningRate: 1e-3 });
  const losses: number[] = [];
  const lines: string[] = [];

  const epochs = train(model, {
    data: ({ seed, epoch, batchSize, shuffle }) => batches(data, { seed, epoch, batchSize, shuffle }),
    epochs: 2,
    batchSize: 16,
    optimizer,
    schedule: cosineAnnealing({ initial: 1e-3, steps: 2 }),
  });
  let steps = 0;
  for await (const report of epochs) {
    steps = report.totalSteps;
    losses.push(report.loss);
    lines.push(progressLine(report));
  }

  const { predictions } = await predict(model, data);
  const matrix = confusionMatrix(data.labels, predictions, { classNames: data.classNames });
  console.log(
    JSON.stringify({
      backend: name,
      params: profile(model).totals.params,
      steps,
      losses,
      lines,
      accuracy: accuracy(data.labels, predictions),
      svg: toSvg(matrix),
    }),
  );
}

void trainTenSteps();
