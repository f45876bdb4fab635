import { useSignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { lab, whileAlive } from '../lab/worker-link';
import type { CategoryMaps as Maps, RgbPicture } from '../worker/lab-api';
import './category-maps.css';
import { formatDecimal, formatPercent } from '../language/figure-format';
import { ImageChoice } from './image-choice';
import { chosenPicture, type TestedRun } from './inside-state';
import { ClassMapTile } from './class-map-tile';
import { MapLegend } from './map-legend';
import { largestOf } from './map-overlay';
import { mapsText } from './maps-text';
import { shownClassName } from './shown-names';
import { PictureCanvas } from '../elements/picture-canvas';

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
