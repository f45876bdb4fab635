import { builtinKinds, diagram, profile, type AnySpec, type BlockKind } from '@nin/blocks';
import { classificationReport, mostConfused, toSvg } from '@nin/metrics';
import { escapeMarkup } from '@nin/markup';
import type { EpochReport, StepReport } from '@nin/trainer';
import type { Data } from '../data';
import { bytes, duration, grouped, percent } from '../numbers';
import type { TestResults } from '../test-results';
import { lineChart, lineColors } from './line-chart';
import { page, table } from './markup';
import { thumbnail } from './thumbnail';

/** The figures of a run that are neither in its epochs nor in its test results. */
export interface ReportSummary {
  /** The backend's name and what it computes on. */
  backend: string;
  device: string;
  /** Seconds of training steps, validation left out. */
  trainingSeconds: number;
  /** Training images per second, over all epochs. */
  imagesPerSecond: number;
  /** The most memory the program ever held, in bytes; left out of the report where it is unknown. */
  peakMemoryBytes?: number;
}

/** What a report is made from. */
export interface ReportContent {
  /** What the title calls the network. */
  name: string;
  seed: number;
  /** Everything that decided the training: anything JSON can hold. */
  settings: object;
  network: AnySpec;
  /** The kinds of block that the network may have. Default: those of `@nin/blocks`. */
  kinds?: readonly BlockKind[];
  data: Pick<Data, 'test' | 'title' | 'synthetic'>;
  history: readonly EpochReport[];
  /** How the epochs went from step to step, as far as it was watched. */
  steps: readonly StepReport[];
  summary: ReportSummary;
  results: TestResults;
}

/** Pairs of classes shown, and images of each. */
const pairs = { shown: 6, images: 8 };

/** The report of a run: one page with curves, matrix, per-class table and the most confused pairs with their images. */
export function reportPage(content: ReportContent): string {
  const { name, seed, settings, network, kinds = builtinKinds, history, data, summary } = content;
  const title = `${name} on ${data.title}`;
  const sections = [
    `<h1>${escapeMarkup(title)}</h1>`,
    `<p class="muted">${escapeMarkup(`${trained(history)}${summary.backend}, ${summary.device}; seed ${seed}`)}</p>`,
    data.synthetic
      ? '<p class="warn">Synthetic data: the images are drawn by a program. The accuracy says nothing about CIFAR.</p>'
      : '',
    figures(content),
    '<h2>Curves</h2>',
    curves(content.history, content.steps),
    '<h2>Confusion matrix</h2>',
    matrixPicture(content),
    '<h2>Classes</h2>',
    classTable(content),
    '<h2>Most confused</h2>',
    confusedPairs(content),
    '<h2>Network</h2>',
    diagram(network, { theme: 'auto', kinds }),
    '<h2>Settings</h2>',
    `<details><summary>All settings of the run</summary><pre>${escapeMarkup(JSON.stringify(settings, null, 2))}</pre></details>`,
  ];
  return page(title, sections.join('\n'));
}

/** How long the training was: without it, an accuracy says little. Nothing if it ended in its first epoch. */
function trained(history: readonly EpochReport[]): string {
  const last = history.at(-1);
  if (!last) return '';
  return `${last.epoch} ${last.epoch === 1 ? 'epoch' : 'epochs'} on ${grouped(last.images)} training images; `;
}

/** The confusion matrix of a run as an SVG. */
export function matrixPicture({
  name,
  data,
  results,
}: Pick<ReportContent, 'name' | 'data' | 'results'>): string {
  const title = `${name} on ${data.title}${data.synthetic ? ' (synthetic)' : ''}: ${percent(results.accuracy)}`;
  return toSvg(results.matrix, { colors: 'blues', values: 'both', title, theme: 'auto' });
}

function figures({ summary, network, kinds = builtinKinds, data, results }: ReportContent): string {
  const { totals } = profile(network, { kinds });
  const { peakMemoryBytes } = summary;
  const items = [
    [percent(results.accuracy), `top-1 on ${grouped(data.test.count)} test images`],
    [duration(summary.trainingSeconds), 'training'],
    [grouped(Math.round(summary.imagesPerSecond)), 'images per second'],
    [grouped(totals.params), 'parameters'],
    [grouped(totals.macs), 'MACs per image'],
    ...(peakMemoryBytes === undefined ? [] : [[bytes(peakMemoryBytes), 'peak memory']]),
  ];
  return `<ul class="figures">${items.map(([value, name]) => `<li><b>${value}</b>${name}</li>`).join('')}</ul>`;
}

function curves(history: readonly EpochReport[], steps: readonly StepReport[]): string {
  const axis = { xTitle: 'epoch', xMax: history.at(-1)?.epoch ?? 1 };
  // After a resume, the steps before it are known only by their epochs.
  const first = steps[0]?.epoch ?? Infinity;
  const unwatched = history.filter(({ epoch }) => epoch < first);
  const training = (value: (report: EpochReport | StepReport) => number | undefined) => [
    ...unwatched.map((report) => [report.epoch, value(report)] as const),
    ...steps.map(
      (report) => [report.epoch - 1 + report.step / (report.steps ?? report.step), value(report)] as const,
    ),
  ];
  const test = (value: (report: EpochReport) => number | undefined) =>
    history.map((report) => [report.epoch, value(report)] as const);
  const [blue, orange, green] = lineColors;
  const charts = [
    lineChart(
      [
        {
          name: 'training',
          points: training(({ accuracy }) => accuracy),
          color: blue,
        },
        { name: 'test', points: test(({ validationAccuracy }) => validationAccuracy), color: orange },
      ],
      { ...axis, title: 'Accuracy', format: (value) => `${Math.round(100 * value)} %` },
    ),
    lineChart(
      [
        { name: 'training', points: training(({ loss }) => loss), color: blue },
        { name: 'test', points: test(({ validationLoss }) => validationLoss), color: orange },
      ],
      { ...axis, title: 'Loss', format: String },
    ),
    lineChart(
      [{ name: 'learning rate', points: training(({ learningRate }) => learningRate), color: green }],
      {
        ...axis,
        title: 'Learning rate',
        format: (value) => (value === 0 ? '0' : value.toExponential(1)),
      },
    ),
  ];
  const caption =
    '<p class="muted">Training figures are means over the epoch so far; test figures come at its end.</p>';
  return `${caption}<div class="charts">${charts.map((chart) => `<figure>${chart}</figure>`).join('')}</div>`;
}

function classTable({ results }: ReportContent): string {
  const { classes, macro, weighted } = classificationReport(results.matrix);
  const named = [...classes, { ...macro, name: 'mean of classes' }, { ...weighted, name: 'weighted mean' }];
  const rows = named.map(({ name, precision, recall, f1, support }) => [
    name,
    ...[precision, recall, f1].map((figure) => figure.toFixed(3)),
    grouped(support),
  ]);
  return table(['class', 'precision', 'recall', 'F1', 'images'], rows);
}

function confusedPairs({ data, results }: ReportContent): string {
  const { labels } = data.test;
  const found = mostConfused(results.matrix, { limit: pairs.shown });
  if (found.length === 0) return '<p>No image was classified wrong.</p>';
  return found
    .map((pair) => {
      const wrong = Array.from(labels.keys()).filter(
        (image) => labels[image] === pair.trueClass && results.predictions[image] === pair.predictedClass,
      );
      const images = wrong
        .slice(0, pairs.images)
        .map(
          (image) =>
            `<img src="${thumbnail(data.test, image)}" alt="test image ${image}" width="64" height="64">`,
        );
      const text = `${escapeMarkup(pair.trueName)} taken for ${escapeMarkup(pair.predictedName)}`;
      return `<div class="pair"><p><b>${text}</b><br>${pair.count} images</p>${images.join('')}</div>`;
    })
    .join('\n');
}
