import { BarChart, ScatterChart } from 'echarts/charts';
import { GridComponent, TitleComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { bytes, grouped } from '@nin/recipes';
import type { AblationPlan } from './ablation-plan';
import type { AblationRow } from './ablation-rows';
import { formatAccuracy, pointCells, pointTitles } from './format-ablation';
import { meanAndDeviation } from './spread';

const ink = '#57606a';
const blue = '#0072b2';
const orange = '#e69f00';

const text = { color: ink, fontFamily: 'system-ui, sans-serif', fontSize: 12 };
const gap = 24;
/** Between marks and figures: a dot at the end of its axis reaches into it. */
const labelMargin = 12;
/** Of what is above the rows, of a row, and of the ticks of the accuracies below. */
const [headHeight, rowHeight, footHeight] = [92, 28, 40];

echarts.use([BarChart, ScatterChart, GridComponent, TitleComponent, SVGRenderer]);

/** A column of the picture: marks, and their figures to the right of them. */
interface Panel {
  title: string;
  /** Of the part with the marks, in pixels. */
  width: number;
  label: (row: AblationRow) => string;
  /** What the bars show. Without it the panel shows the accuracies as dots. */
  bar?: (row: AblationRow) => number | null;
}

const panels: readonly Panel[] = [
  { title: 'Accuracy', width: 260, label: ({ accuracies }) => formatAccuracy(accuracies) },
  { title: 'Parameters', width: 80, label: ({ params }) => grouped(params), bar: ({ params }) => params },
  { title: 'MACs per image', width: 80, label: ({ macs }) => grouped(macs), bar: ({ macs }) => macs },
  {
    title: 'Training memory',
    width: 80,
    label: ({ trainingBytes }) => bytes(trainingBytes),
    bar: ({ trainingBytes }) => trainingBytes,
  },
];

/**
 * What each point of the grid gives and costs, as an SVG with one line per point. A dot is the accuracy of a training, a stroke
 * their mean. Figures have columns of their own, so that no figure is ever over a mark.
 */
export function ablationChart(plan: AblationPlan, rows: readonly AblationRow[], title: string): string {
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
        { text: title, left: 'center', top: 10, textStyle: { ...text, fontSize: 16 } },
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
      data: rows.map(({ accuracies }, row) => [meanAndDeviation(accuracies).mean, row]),
    },
    {
      symbolSize: 9,
      itemStyle: { color: orange, opacity: 0.85, borderColor: '#ffffff' },
      data: rows.flatMap(({ accuracies }, row) => accuracies.map((accuracy) => [accuracy, row])),
    },
  ];
}

const barAxis = { show: false, min: 0 };

/** From the least to the best: differences between networks are small beside their accuracies. */
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

/** Where the marks of each panel begin, and where the last one's figures end. */
function starts(first: number, labelWidths: readonly number[]): number[] {
  return panels.reduce(
    (all, panel, i) => {
      const column = panel.width + labelMargin + labelWidths[i];
      return [...all, all[i] + Math.max(column, textWidth([panel.title])) + gap];
    },
    [first],
  );
}

/** At most, in pixels: fonts differ, and titles are bold. */
function textWidth(texts: readonly string[]): number {
  return Math.ceil(0.68 * text.fontSize * Math.max(...texts.map((one) => one.length)));
}
