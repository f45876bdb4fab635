import { useMemo } from 'preact/hooks';
import { isDark } from '../frame/theme';
import type { CategoryMaps } from '../worker/lab-api';
import { formatDecimal, formatPercent } from '../language/figure-format';
import { mapColors } from './map-colors';
import { overlay } from './map-overlay';
import { mapsText } from './maps-text';
import { shownClassName } from './shown-names';
import { PixelCanvas } from '../elements/picture-canvas';

/** Pixels of the canvas for each pixel of the image. */
const scale = 3;

/** The map of one class over the image, with its logit and its probability. */
export function ClassMapTile({
  maps,
  one,
  most,
  smooth,
}: {
  maps: CategoryMaps;
  /** The number of the class. */
  one: number;
  most: number;
  smooth: boolean;
}) {
  const words = mapsText();
  const { width, height, classNames, logits, probabilities, picture, label } = maps;
  const values = useMemo(
    () => maps.maps.subarray(one * width * height, (one + 1) * width * height),
    [maps, one, width, height],
  );
  const pixels = useMemo(
    () =>
      overlay(picture.pixels, picture, { width, height, values }, { most, smooth, ...mapColors() }, scale),
    [picture, values, width, height, most, smooth, isDark.value],
  );
  const className = shownClassName(classNames[one]);
  const name = words.mapOf(
    className,
    `${width}×${height}`,
    formatDecimal(Math.min(...values), 2),
    formatDecimal(Math.max(...values), 2),
  );
  return (
    <li class={one === label ? 'true-class' : undefined}>
      <PixelCanvas
        width={scale * picture.width}
        height={scale * picture.height}
        pixels={pixels}
        name={name}
      />
      <b>{className}</b>
      {one === label && <span class="badge">{words.trueClass}</span>}
      <span class="probability" style={{ '--share': `${100 * probabilities[one]}%` }}>
        {formatPercent(probabilities[one], 1)}
        <span class="visually-hidden"> ({words.probability})</span>
      </span>
      <span class="muted">
        {words.logit} {formatDecimal(logits[one], 2).replace('-', '−')}
      </span>
    </li>
  );
}
