import { formatRate } from '../language/number-format';
import { schedulePoints } from './schedule-points';
import { stepsPerEpoch } from './epoch-length';
import { settings } from '../settings/settings-state';
import { brokenSettings } from './setting-problems';
import { hyperText } from './hyper-text';

const width = 240;
const height = 64;

/** The learning rate over the epochs, as a line; nothing while the numbers it is made from are wrong. */
export function ScheduleDrawing() {
  const words = hyperText();
  const of = settings.value;
  const { training } = of;
  const broken = brokenSettings(of);
  if (broken.some((name) => ['epochs', 'batchSize', 'learningRate', 'limitTrain'].includes(name)))
    return null;
  const points = schedulePoints(training, stepsPerEpoch(of));
  const rates = points.map(([, rate]) => rate);
  const peak = Math.max(...rates);
  const [first, last] = [rates[0] ?? 0, rates.at(-1) ?? 0];
  const path = points
    .map(([epoch, rate]) => `${(width * epoch) / training.epochs},${height * (1 - rate / peak)}`)
    .join(' ');
  return (
    <figure class="schedule">
      <figcaption>{words.scheduleTitle}</figcaption>
      <div class="schedule-plot">
        <span class="schedule-peak">{formatRate(peak)}</span>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={words.scheduleTold(training.epochs, [first, peak, last].map(formatRate))}
        >
          <polyline points={path} />
        </svg>
        <span class="schedule-zero">0</span>
        <span class="schedule-epochs">{words.epochCount(training.epochs)}</span>
      </div>
    </figure>
  );
}
