import { language } from '../language/language';
import { shortPower } from '../network/quantities';
import { cosineSectionText } from './sections/cosine-text';

type Rate = (epoch: number) => number;

const left = 58;
const [width, height, bottom, top] = [330, 120, 98, 8];

/** Both cosine schedules over all epochs. */
export function CosineCurve({ lectures, plain, epochs }: { lectures: Rate; plain: Rate; epochs: number }) {
  const words = cosineSectionText();
  const most = lectures(0);
  const x = (epoch: number) => left + ((width - left - 8) * epoch) / epochs;
  const y = (rate: number) => bottom - ((bottom - top) * rate) / most;
  const path = (rate: Rate) =>
    Array.from(
      { length: epochs + 1 },
      (_, epoch) => `${x(epoch).toFixed(1)},${y(rate(epoch)).toFixed(1)}`,
    ).join(' ');
  return (
    <svg class="lecture-curve" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words.curve(epochs)}>
      <path class="axis" d={`M${left} ${top}V${bottom}H${width - 8}`} fill="none" />
      <polyline class="plain" points={path(plain)} fill="none" stroke-width="2" />
      <polyline class="lectures" points={path(lectures)} fill="none" stroke-width="2" />
      <text x={left - 4} y={y(most) + 4} text-anchor="end">
        {shortPower(language.value, most)}
      </text>
      <text x={left - 4} y={bottom + 4} text-anchor="end">
        0
      </text>
      <text x={left} y={bottom + 16}>
        1
      </text>
      <text x={width - 8} y={bottom + 16} text-anchor="end">
        {words.epochs(epochs)}
      </text>
    </svg>
  );
}
