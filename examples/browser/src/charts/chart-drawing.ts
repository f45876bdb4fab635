import { LineChart, type LineSeriesOption } from 'echarts/charts';
import {
  GridComponent,
  type GridComponentOption,
  TooltipComponent,
  type TooltipComponentOption,
} from 'echarts/components';
import { type ComposeOption, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { language } from '../language/language';
import { shortNumber } from '../language/numbers';
import { isDark } from '../page/theme';

type ChartOption = ComposeOption<LineSeriesOption | GridComponentOption | TooltipComponentOption>;

/** One line of a chart. */
export interface CurveLine {
  name: string;
  /** From left to right. */
  points: readonly (readonly [x: number, y: number])[];
  /** The CSS variable of its color, as `--chart-1`: it follows the theme. */
  color: string;
  /** Whether the line is dashed: distinguished by more than its color. */
  dashed?: boolean;
  /** Shows its points, one an epoch, while they are few. One point alone is shown in any case. */
  dots?: boolean;
}

/** What a chart shows. */
export interface ChartContent {
  lines: readonly CurveLine[];
  xTitle: string;
  /** Where the horizontal axis ends; undefined: at the last point. */
  xMax: number | undefined;
  /** How a value of the vertical axis is written. */
  format: (value: number) => string;
  /** Whether its values are shares: none is above 1, and the axis must not go beyond it. */
  shares: boolean;
}

/** A chart in the page. */
export interface ChartDrawing {
  draw: (content: ChartContent) => void;
  /** Fits it to its place, whose size has changed. */
  resize: () => void;
  dispose: () => void;
}

use([LineChart, GridComponent, TooltipComponent, CanvasRenderer]);

/** The most points that can be distinguished as dots. */
const fewPoints = 30;

/** An empty chart that fills `place`. */
export function openChart(place: HTMLElement): ChartDrawing {
  const chart = init(place);
  let drawn: { look: string; format: ChartContent['format'] } | undefined;
  return {
    draw(content) {
      const look = lookOf(content);
      if (drawn?.look === look && drawn.format === content.format) {
        // Only the curves have grown, which costs a fraction, and leaves a tooltip open.
        chart.setOption({ series: content.lines.map(growingPart) });
        return;
      }
      drawn = { look, format: content.format };
      chart.setOption(chartOption(place, content), { replaceMerge: ['series'] });
    },
    resize: () => chart.resize(),
    dispose: () => chart.dispose(),
  };
}

/** All that decides what a chart looks like, but for the points of its lines and the format of their values. */
function lookOf({ lines, xTitle, xMax, shares }: ChartContent): string {
  const named = lines.map(({ name, color, dashed }) => [name, color, dashed]);
  return JSON.stringify([named, xTitle, xMax, shares, isDark.value, language.value]);
}

/** What of a line changes while it grows. The place identifies it: two lines may have one name. */
function growingPart({ points, dots = false }: CurveLine, place: number) {
  return {
    id: String(place),
    data: points as [x: number, y: number][],
    showSymbol: points.length === 1 || (dots && points.length <= fewPoints),
  };
}

/** An axis that ends at 1 where values come near it, and has round numbers from there down. */
const shareAxis = {
  splitNumber: 5,
  min: ({ min, max }: { min: number; max: number }) => (isNearOne(max) ? Math.floor(min * 5) / 5 : null),
  max: ({ max }: { max: number }) => (isNearOne(max) ? 1 : null),
};

function isNearOne(share: number): boolean {
  return share > 0.8;
}

/** A canvas knows no CSS variables: they are read each time, as the theme may have changed. */
function chartOption(place: HTMLElement, { lines, xTitle, xMax, format, shares }: ChartContent): ChartOption {
  const style = getComputedStyle(place);
  const color = (name: string) => style.getPropertyValue(name).trim();
  const text = { color: color('--muted'), fontFamily: style.fontFamily, fontSize: 12 };
  const gray = { lineStyle: { color: color('--line') } };
  return {
    animation: false,
    grid: {
      left: 4,
      right: 16,
      top: 12,
      bottom: 22,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: {
      type: 'value',
      min: 0,
      max: xMax,
      minInterval: xMax !== undefined && xMax < 2 ? undefined : 1,
      name: xTitle,
      nameLocation: 'middle',
      nameGap: 26,
      nameTextStyle: text,
      axisLabel: { ...text, hideOverlap: true, formatter: (value: number) => shortNumber(value, 6) },
      axisLine: { lineStyle: { color: color('--strong-line') } },
      axisTick: gray,
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      scale: true,
      ...(shares ? shareAxis : { splitNumber: 4 }),
      axisLabel: { ...text, formatter: format },
      splitLine: gray,
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: color('--card'),
      borderColor: color('--strong-line'),
      textStyle: { ...text, color: color('--ink') },
      axisPointer: { lineStyle: { color: color('--strong-line') } },
      valueFormatter: (value) => (typeof value === 'number' ? format(value) : '–'),
    },
    series: lines.map((line, index) => ({
      ...growingPart(line, index),
      name: line.name,
      type: 'line',
      sampling: 'lttb',
      lineStyle: { width: 2, color: color(line.color), type: line.dashed ? 'dashed' : 'solid' },
      itemStyle: { color: color(line.color) },
      symbol: 'circle',
      symbolSize: 6,
      emphasis: { disabled: true },
    })),
  };
}
