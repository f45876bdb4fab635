import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

/** One line of a chart. */
export interface Line {
  name: string;
  /** Where it goes; points without a second number leave a gap. */
  points: readonly (readonly [x: number, y: number | undefined])[];
  color: string;
}

/** Options of {@link lineChart}. */
export interface LineChartOptions {
  /** The heading above the chart. */
  title: string;
  /** The text under the horizontal axis. */
  xTitle: string;
  /** The largest number on the horizontal axis, which starts at 0. */
  xMax: number;
  /** How a value of the vertical axis is written. */
  format: (value: number) => string;
  /** Pixels. Default 560. */
  width?: number;
  /** Pixels. Default 300. */
  height?: number;
}

/** Colors with contrast on white and on black, also for people who do not see red and green (after Okabe & Ito). */
export const lineColors = ['#2f86c9', '#e69f00', '#009e73', '#cc79a7'] as const;

/** Both themes of the page use one picture, so its gray has to be readable on white and on near-black. */
const ink = '#7d8590';

echarts.use([LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

/** A line chart as the text of an SVG. */
export function lineChart(
  lines: readonly Line[],
  { title, xTitle, xMax, format, width = 560, height = 300 }: LineChartOptions,
): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  const text = { color: ink, fontFamily: 'system-ui, sans-serif' };
  try {
    chart.setOption({
      animation: false,
      title: { text: title, left: 'center', textStyle: { ...text, fontSize: 15, fontWeight: 600 } },
      legend: { bottom: 0, itemGap: 40, textStyle: text, show: lines.length > 1 },
      grid: {
        left: 16,
        right: 20,
        top: 40,
        bottom: lines.length > 1 ? 56 : 32,
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel',
      },
      xAxis: {
        type: 'value',
        min: 0,
        max: xMax,
        minInterval: xMax > 3 ? 1 : undefined,
        name: xTitle,
        nameLocation: 'middle',
        nameGap: 24,
        nameTextStyle: text,
        axisLabel: text,
        axisLine: { lineStyle: { color: ink } },
        splitLine: { show: false },
      },
      yAxis: {
        type: 'value',
        scale: true,
        axisLabel: { ...text, formatter: format },
        splitLine: { lineStyle: { color: ink, opacity: 0.25 } },
      },
      series: lines.map(({ name, points, color }) => ({
        name,
        type: 'line',
        data: points.map(([x, y]) => [x, y ?? null]),
        lineStyle: { width: 2.5, color },
        itemStyle: { color },
        showSymbol: points.length <= 20,
        symbolSize: 7,
      })),
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
