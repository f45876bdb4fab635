import { BarChart, ScatterChart } from 'echarts/charts';
import { GridComponent, TitleComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { join } from 'node:path';
import { bytes, grouped } from '@nin/recipes';
import { writeWhole } from '../runs/json-files';
import type { OwnRunFolder } from '../runs/run-folder';
import type { Ablation } from './ablation-file';
import type { AblationPlan } from './ablation-plan';
import type { AblationRow } from './ablation-rows';
import { ablationCsv, formatAccuracy, formatP, pMeaning, pointCells, pointTitles } from './ablation-table';

const ink = '#57606a';
const blue = '#0072b2';
const orange = '#e69f00';

const text = { color: ink, fontFamily: 'system-ui, sans-serif', fontSize: 12 };
const gap = 24;
/** Between marks and figures. A dot at the end of its axis reaches into this margin. */
const labelMargin = 12;
/** Of the head above the rows, of a row, and of the ticks below, in pixels. */
const [headHeight, rowHeight, footHeight] = [92, 28, 40];

echarts.use([BarChart, ScatterChart, GridComponent, TitleComponent, SVGRenderer]);

/** A column of the picture: marks, and figures to the right of the marks. */
interface Panel {
  title: string;
  /** Width of the marks, in pixels. */
  width: number;
  label: (row: AblationRow) => string;
  /** The value of a bar. Default: dots for the accuracies. */
  bar?: (row: AblationRow) => number | null;
}

const panels: readonly Panel[] = [
  { title: 'Accuracy', width: 260, label: accuracyText },
  { title: 'Parameters', width: 80, label: ({ params }) => grouped(params), bar: ({ params }) => params },
  { title: 'MACs per image', width: 80, label: ({ macs }) => grouped(macs), bar: ({ macs }) => macs },
  {
    title: 'Training memory',
    width: 80,
    label: ({ trainingBytes }) => bytes(trainingBytes),
    bar: ({ trainingBytes }) => trainingBytes,
  },
];

/** Writes `ablation.csv` and `ablation.svg`. Before the last training, the picture's title says how many have ended. */
export async function writeAblationResults(
  folder: OwnRunFolder,
  ablation: Ablation,
  rows: readonly AblationRow[],
): Promise<void> {
  const { name, data, planned, trainings } = ablation;
  const titles = data.map(({ title, train }) => `${title}, ${grouped(train)} images`).join('; ');
  const seeds = new Set(planned.map(({ values }) => values.seed)).size;
  const [epochs, ...others] = new Set(planned.map(({ experiment }) => experiment.epochs));
  const length = others.length > 0 ? '' : `, ${counted(epochs, 'epoch')}`;
  const caption = [
    `${name} on ${titles}${length}, ${counted(seeds, 'seed')}`,
    data.some(({ synthetic }) => synthetic) && '(synthetic)',
    trainings.length < planned.length && `(${trainings.length} of ${planned.length} trainings)`,
  ];
  await writeWhole(join(folder.path, 'ablation.csv'), ablationCsv(ablation, rows), folder.lock);
  const chart = ablationChart(ablation, rows, caption.filter(Boolean).join(' '));
  await writeWhole(join(folder.path, 'ablation.svg'), chart, folder.lock);
}

function counted(count: number, thing: string): string {
  return `${grouped(count)} ${thing}${count === 1 ? '' : 's'}`;
}

function accuracyText(row: AblationRow): string {
  return row.p === null ? formatAccuracy(row) : `${formatAccuracy(row)}, p ${formatP(row.p)}`;
}

/**
 * Returns accuracy and cost of each variant as an SVG, one line per variant. A dot is the accuracy of a training, a stroke their
 * mean. Figures have their own columns, so that no figure is ever over a mark.
 */
function ablationChart(plan: AblationPlan, rows: readonly AblationRow[], title: string): string {
  const names = rows.map((row) => pointCells(plan, row).join(' · '));
  const heading = pointTitles(plan).join(' · ');
  const labels = panels.map(({ label }) => rows.map(label));
  const labelWidths = labels.map((column) => textWidth(column));
  const marksFrom = starts(gap + textWidth([heading, ...names]) + gap / 2, labelWidths);
  const [width, height] = [marksFrom[panels.length], headHeight + rowHeight * rows.length + footHeight];
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({
      animation: false,
      backgroundColor: '#ffffff',
      title: [
        {
          text: title,
          ...(rows.some(({ p }) => p !== null) && { subtext: pMeaning, subtextStyle: text, itemGap: 4 }),
          left: 'center',
          top: 6,
          textStyle: { ...text, fontSize: 16 },
        },
        columnTitle(heading, gap),
        ...panels.map((panel, i) => columnTitle(panel.title, marksFrom[i])),
      ],
      grid: panels.map((panel, i) => ({
        left: marksFrom[i],
        top: headHeight,
        width: panel.width,
        height: rowHeight * rows.length,
      })),
      xAxis: panels.map(({ bar }, i) => ({ gridIndex: i, type: 'value', ...(bar ? barAxis : accuracyAxis) })),
      // Two for each panel: names to the left of the first one, and figures to the right of all.
      yAxis: panels.flatMap((_, i) => [
        rowAxis(i, 'left', i === 0 ? names : rows.map(() => ''), marksFrom[0] - gap),
        rowAxis(i, 'right', labels[i], labelMargin),
      ]),
      series: panels.flatMap(({ bar }, i) => {
        const axes = { xAxisIndex: i, yAxisIndex: 2 * i };
        return bar
          ? [{ ...axes, type: 'bar', data: rows.map(bar), itemStyle: { color: blue }, barWidth: 12 }]
          : accuracyMarks(rows).map((marks) => ({ ...axes, ...marks, type: 'scatter' }));
      }),
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

/** Means as strokes, and single trainings as dots over them. */
function accuracyMarks(rows: readonly AblationRow[]): object[] {
  return [
    {
      symbol: 'rect',
      symbolSize: [3, 18],
      itemStyle: { color: blue, opacity: 1 },
      data: rows.map(({ mean }, row) => [mean, row]),
    },
    {
      symbolSize: 9,
      itemStyle: { color: orange, opacity: 0.85, borderColor: '#ffffff' },
      data: rows.flatMap(({ accuracies }, row) => accuracies.map((accuracy) => [accuracy, row])),
    },
  ];
}

const barAxis = { show: false, min: 0 };

/** From the lowest to the highest: differences are small compared with the accuracies. */
const accuracyAxis = {
  scale: true,
  splitNumber: 3,
  // Rounding up to the next tick ends above 100 % where the best is near it.
  max: ({ min, max }: { min: number; max: number }) => (max + (max - min) / 2 > 1 ? 1 : null),
  axisLabel: { ...text, hideOverlap: true, formatter: (share: number) => `${+(100 * share).toFixed(2)} %` },
};

function rowAxis(panel: number, position: 'left' | 'right', data: readonly string[], margin: number): object {
  return {
    gridIndex: panel,
    position,
    type: 'category',
    inverse: true,
    data,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { ...text, interval: 0, align: 'left', margin },
  };
}

function columnTitle(title: string, left: number): object {
  return { left, text: title, top: headHeight - 32, padding: 0, textStyle: text };
}

/** The left edge of each panel's marks, and the right edge of the last figures. */
function starts(first: number, labelWidths: readonly number[]): number[] {
  return panels.reduce(
    (all, panel, i) => {
      const column = panel.width + labelMargin + labelWidths[i];
      return [...all, all[i] + Math.max(column, textWidth([panel.title])) + gap];
    },
    [first],
  );
}

/** An upper bound in pixels: fonts differ, and titles are bold. */
function textWidth(texts: readonly string[]): number {
  return Math.ceil(0.68 * text.fontSize * Math.max(...texts.map((one) => one.length)));
}
