import { useEffect, useRef, useState } from 'preact/hooks';
import { language, texts } from '../language/language';
import { isDark } from '../page/theme';
import type { ChartContent, ChartDrawing, CurveLine } from './chart-drawing';
import { atMostEvery, inTurn, outOfTurn } from './throttle';

/** How often a chart is drawn again while its points change: often enough for the eye, cheap for the page. */
const drawEvery = 250;

/** Lines over a common axis, in the colors of the page. A table beside it must hold the same figures for screen readers. */
export function CurveChart({
  title,
  lines,
  xTitle,
  xMax,
  format,
  shares = false,
}: {
  title: string;
  lines: readonly CurveLine[];
  xTitle: string;
  /** Where the horizontal axis ends. Default: at the last point. */
  xMax?: number;
  /** How a value of the vertical axis is written. */
  format: (value: number) => string;
  /** Whether its values are shares: the axis then does not go beyond 1. */
  shares?: boolean;
}) {
  const words = curveText();
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef<ChartContent>({ lines, xTitle, xMax, format, shares });
  const [chart, setChart] = useState<ChartDrawing | 'opening' | 'failed'>('opening');
  const draw = useRef<() => void>(() => {});
  latest.current = { lines, xTitle, xMax, format, shares };

  useEffect(() => {
    let gone = false;
    let opened: ChartDrawing | undefined;
    const drawNow = () => opened?.draw(latest.current);
    const paced = atMostEvery(drawEvery, () => inTurn(drawNow));
    const resized = new ResizeObserver(() => opened?.resize());
    import('./chart-drawing').then(
      ({ openChart }) => {
        if (gone || !place.current) return;
        opened = openChart(place.current);
        draw.current = paced.ask;
        resized.observe(place.current);
        setChart(opened);
      },
      () => setChart('failed'),
    );
    return () => {
      gone = true;
      paced.cancel();
      outOfTurn(drawNow);
      resized.disconnect();
      opened?.dispose();
    };
  }, []);

  useEffect(() => draw.current(), [chart, lines, xTitle, xMax, format, shares, isDark.value, language.value]);

  return (
    <figure class="curve-chart">
      <figcaption>
        <h4>{title}</h4>
        <Legend lines={lines} />
      </figcaption>
      <div
        class="curve-place"
        ref={place}
        role="img"
        aria-label={words.chart(
          title,
          lines.map((line) => lastOf(line, format)),
        )}
      />
      {chart === 'failed' && <p class="error">{words.noChart}</p>}
    </figure>
  );
}

function lastOf({ name, points }: CurveLine, format: (value: number) => string): string {
  const last = points.at(-1);
  return `${name}: ${last ? format(last[1]) : '–'}`;
}

function Legend({ lines }: { lines: readonly CurveLine[] }) {
  if (lines.length < 2) return null;
  return (
    <ul class="curve-legend">
      {lines.map(({ name, color, dashed }) => (
        <li key={name}>
          <span
            class="curve-swatch"
            style={{ borderTopColor: `var(${color})`, borderTopStyle: dashed ? 'dashed' : 'solid' }}
          />
          {name}
        </li>
      ))}
    </ul>
  );
}

/** The words of charts. */
const curveText = texts({
  chart: (title: string, last: readonly string[]) => [
    `Chart: ${title}. Last values: ${last.join('; ')}.`,
    `График: ${title}. Последние значения: ${last.join('; ')}.`,
  ],
  noChart: [
    'The chart could not be loaded. The table has its figures.',
    'График не удалось загрузить. Его значения есть в таблице.',
  ],
});
