import { selectBackend, type BackendPreference } from '@nin/backends';
import { classificationReport, formatReport, toText } from '@nin/metrics';
import { Command, Option } from 'commander';
import { grouped, limits, percent, testResults } from '@nin/recipes';
import { loadData } from '../data/load-data';
import { positiveInteger } from '../options/parse';
import { backendOption, useOption } from '../options/shared-options';
import { UsageError, warn } from '../failure';
import { assumedCard, assumption, openRun } from '../runs/open-run';
import { print, printJson, printLines } from '../terminal/print';

interface EvaluateOptions {
  data?: string;
  use?: string[];
  backend: BackendPreference;
  limitTest?: number;
  json?: boolean;
}

/** Returns `nin evaluate RUN`, which measures the model of a run on the test images. */
export function evaluateCommand(): Command {
  return new Command('evaluate')
    .description(
      'Measure the model of a run on the test images: accuracy, confusion matrix, per-class figures.',
    )
    .argument('<run>', 'folder of a run, or of a tfjs model')
    .option('--data <name>', "other data than the run's: cifar10, cifar100, synthetic or a folder")
    .addOption(useOption())
    .addOption(backendOption())
    .addOption(
      new Option('--limit-test <n>', 'use only the first n test images').argParser(
        positiveInteger(limits.images),
      ),
    )
    .option('--json', 'print the figures as JSON')
    .action((run: string, options: EvaluateOptions) => evaluateRun(run, options));
}

async function evaluateRun(
  run: string,
  { data: name, use, backend, limitTest, json }: EvaluateOptions,
): Promise<void> {
  await selectBackend(backend);
  const opened = await openRun(run, use);
  const { model, config } = opened;
  const experiment = config?.experiment;
  const source = name ?? experiment?.data.source;
  if (source === undefined) {
    throw new UsageError(`--data is required to evaluate ${run}, which has no run with data`);
  }
  const data = await loadData(source, {
    limitTest: limitTest ?? experiment?.data.limitTest,
    seed: experiment?.seed,
  });
  if (opened.assumed) {
    assumedCard(model, data.test.classNames);
    warn(assumption(opened));
  }
  const results = await testResults(model, data.test);
  model.dispose();
  const report = classificationReport(results.matrix);
  if (json) {
    const { accuracy, matrix } = results;
    const { synthetic, title } = data;
    const figures = { data: title, synthetic, images: data.test.count, accuracy, report };
    printJson({ ...figures, confusionMatrix: Array.from(matrix.counts) });
    return;
  }
  printLines(toText(results.matrix));
  printLines(formatReport(report));
  const label = data.synthetic ? ', drawn by a program: this says nothing about CIFAR' : '';
  print(
    `Accuracy ${percent(results.accuracy)} on ${grouped(data.test.count)} test images of ${data.title}${label}`,
  );
}
