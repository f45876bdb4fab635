import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { lab, whileAlive } from '../lab/worker-link';
import { formatDecimal, formatPercent } from '../language/numbers';
import { PictureCanvas, PixelCanvas } from '../page/pictures';
import { isDark } from '../page/theme';
import type { CategoryMaps, CategoryMaps as Maps, RgbPicture } from '../worker/lab-api';
import { ImageChoice } from './image-choice';
import { chosenPicture, type TestedRun } from './inside-state';
import { mapsText } from './maps-text';
import { shownClassName } from './matrix';
import { largestOf, overlay, type RgbColor } from './pixels';

/** Where in an image the network sees what. */
export function CategoryMaps({ run }: { run: TestedRun }) {
  const words = mapsText();
  const picture = chosenPicture.value;
  const { maps, problem } = useMaps(run.id, picture);
  return (
    <section class="card" id="maps" aria-labelledby="maps-title">
      <h3 id="maps-title" tabIndex={-1}>
        {words.maps}
      </h3>
      <p class="hint">{words.mapsHint}</p>
      <ImageChoice run={run} />
      {problem !== undefined && (
        <p class="error" role="alert" lang="en">
          {problem}
        </p>
      )}
      <p class={maps ? undefined : 'muted'} role="status">
        {picture === undefined && words.choosePicture}
        {picture !== undefined && !maps && problem === undefined && words.computing}
        {maps && <Answer maps={maps} />}
      </p>
      {maps && <ShownMaps maps={maps} picture={picture} />}
    </section>
  );
}

/** What the network takes the picture for. */
function Answer({ maps: { classNames, probabilities } }: { maps: Maps }) {
  const best = probabilities.indexOf(Math.max(...probabilities));
  return (
    <>
      {mapsText().predicted}: <b>{shownClassName(classNames[best])}</b>,{' '}
      {formatPercent(probabilities[best], 1)}
    </>
  );
}

function ShownMaps({ maps, picture }: { maps: Maps; picture: number | RgbPicture | undefined }) {
  const words = mapsText();
  const smooth = useSignal(false);
  const { width, height, classNames, probabilities, label } = maps;
  const most = largestOf(maps.maps);
  const order = Array.from(probabilities.keys()).sort((a, b) => probabilities[b] - probabilities[a]);
  const title = typeof picture === 'number' ? words.testImage(picture) : words.ownPicture;
  return (
    <div class="maps">
      <figure class="map-input">
        <PictureCanvas pictures={maps.picture} name={`${title}, ${words.input}`} />
        <figcaption>
          <b>{title}</b>
          {label !== undefined && (
            <span>
              {words.trueClass}: <b>{shownClassName(classNames[label])}</b>
            </span>
          )}
        </figcaption>
        <label class="check">
          <input type="checkbox" checked={smooth.value} onChange={() => (smooth.value = !smooth.value)} />
          {words.smooth}
        </label>
        <MapLegend most={formatDecimal(most, 2)} />
      </figure>
      <div>
        {width === 1 && height === 1 && <p class="notice">{words.onePixel}</p>}
        <ol class="map-tiles">
          {order.map((one) => (
            <ClassMapTile key={one} maps={maps} one={one} most={most} smooth={smooth.value} />
          ))}
        </ol>
      </div>
    </div>
  );
}

/** The maps of a picture, once the worker has computed them. Those of the last picture stay until then. */
function useMaps(id: string, picture: number | RgbPicture | undefined): { maps?: Maps; problem?: string } {
  const [found, setFound] = useState<{ maps?: Maps; problem?: string }>({});
  useEffect(() => {
    if (picture === undefined) {
      setFound({});
      return;
    }
    let wanted = true;
    whileAlive(lab().categoryMaps(picture)).then(
      (maps) => wanted && setFound({ maps }),
      (error: Error) => wanted && setFound({ problem: error.message }),
    );
    return () => {
      wanted = false;
    };
  }, [id, picture]);
  return found;
}

/** Pixels of the canvas for each pixel of the image. */
const scale = 3;

/** The map of one class over the image, with its logit and its probability. */
function ClassMapTile({
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

/** What the colors of the maps mean. */
function MapLegend({ most }: { most: string }) {
  const words = mapsText();
  return (
    <div class="map-legend">
      <span class="map-ramp" aria-hidden="true" />
      <div>
        <span>
          −{most}
          <br />
          {words.against}
        </span>
        <span>0</span>
        <span>
          {most}
          <br />
          {words.towards}
        </span>
      </div>
      <p class="visually-hidden">{words.legend(most)}</p>
    </div>
  );
}

/** The colors of the theme for evidence for a class (`above` zero) and against it (`below`). */
function mapColors(): { above: RgbColor; below: RgbColor } {
  return { above: tokenColor('--chart-2'), below: tokenColor('--chart-1') };
}

/** A color of `tokens.css`, where colors are written as six hexadecimal digits. */
function tokenColor(token: string): RgbColor {
  const digits = getComputedStyle(document.documentElement).getPropertyValue(token).trim().slice(1);
  const value = parseInt(digits, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
