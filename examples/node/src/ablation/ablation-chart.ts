import { BarChart, ScatterChart } from 'echarts/charts';
import { GridComponent, TitleComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { bytes, grouped } from 'nin-run';
import { formatAccuracy } from './format-ablation';
import type { AblationRow } from './ablation-rows';
import { meanAndDeviation } from './spread';

const ink = '#57606a';
const bar = '#0072b2';
const dot = '#e69f00';

echarts.use([BarChart, ScatterChart, GridComponent, TitleComponent, SVGRenderer]);

interface Panel {
  title: string;
  value: (row: AblationRow) => number;
  label: (row: AblationRow) => string;
}

const panels: readonly Panel[] = [
  {
    title: 'Accuracy',
    value: ({ accuracies }) => meanAndDeviation(accuracies).mean,
    label: ({ accuracies }) => formatAccuracy(accuracies),
  },
  { title: 'Parameters', value: ({ params }) => params, label: ({ params }) => grouped(params) },
  { title: 'MACs per image', value: ({ macs }) => macs ?? NaN, label: ({ macs }) => grouped(macs) },
  {
    title: 'Training memory',
    value: ({ trainingBytes }) => trainingBytes,
    label: ({ trainingBytes }) => bytes(trainingBytes),
  },
];

/** Four bar charts in one SVG: what each number of 1×1 layers gives and costs. Dots are single trainings. */
export function ablationChart(rows: readonly AblationRow[], title: string): string {
  const [width, height] = [880, 560];
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  const text = { color: ink, fontFamily: 'system-ui, sans-serif' };
  const left = (panel: number) => `${6 + 50 * (panel % 2)}%`;
  const top = (panel: number) => 84 + 240 * Math.floor(panel / 2);
  try {
    chart.setOption({
      animation: false,
      backgroundColor: '#ffffff',
      title: [
        { text: title, left: 'center', top: 8, textStyle: { ...text, fontSize: 16 } },
        ...panels.map((panel, i) => ({
          text: panel.title,
          left: left(i),
          top: top(i) - 34,
          textStyle: { ...text, fontSize: 13 },
        })),
      ],
      grid: panels.map((_, i) => ({ left: left(i), top: top(i), width: '40%', height: 150 })),
      xAxis: panels.map((_, i) => ({
        gridIndex: i,
        type: 'category',
        data: rows.map(({ mlpLayers }) => String(mlpLayers)),
        name: '1×1 layers in each block',
        nameLocation: 'middle',
        nameGap: 24,
        nameTextStyle: text,
        axisLabel: text,
        axisLine: { lineStyle: { color: ink } },
      })),
      yAxis: panels.map((_, i) => ({ gridIndex: i, type: 'value', show: false, min: 0 })),
      series: [
        ...panels.map((panel, i) => ({
          type: 'bar',
          xAxisIndex: i,
          yAxisIndex: i,
          data: rows.map((row) => ({
            value: panel.value(row),
            label: { show: true, position: 'top', formatter: panel.label(row), ...text, fontSize: 11 },
          })),
          itemStyle: { color: bar },
          barWidth: '55%',
        })),
        {
          type: 'scatter',
          xAxisIndex: 0,
          yAxisIndex: 0,
          symbolSize: 7,
          itemStyle: { color: dot, borderColor: '#ffffff' },
          data: rows.flatMap(({ accuracies }, place) => accuracies.map((accuracy) => [place, accuracy])),
        },
      ],
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
