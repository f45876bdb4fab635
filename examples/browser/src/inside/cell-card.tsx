import { useEffect, useState } from 'preact/hooks';
import { lab, whileAlive } from '../lab/worker-link';
import type { Pictures } from '../worker/lab-api';
import { imagesOfCell, type Cell } from './cell-images';
import { chosenPicture, type TestedRun } from './inside-state';
import { insideText } from './inside-text';
import { NeedData } from './need-data';
import { PictureCanvas } from '../elements/picture-canvas';
import { shownMatrix } from './shown-names';
import { labelsNow } from './test-labels';

/** Images of a cell shown at once. */
const shown = 40;

/** The test images of a cell of the matrix; choosing one shows its category maps. */
export function CellCard({ run, cell }: { run: TestedRun; cell: Cell }) {
  const words = insideText();
  const { classNames, counts } = shownMatrix(run.results);
  const count = counts[cell.trueClass * classNames.length + cell.predictedClass];
  return (
    <div id="cell" class="cell-images">
      <h4>
        {words.cellTitle(classNames[cell.trueClass], classNames[cell.predictedClass])}{' '}
        <span class="muted">{words.images(count)}</span>
      </h4>
      {count === 0 ? (
        <p class="muted">{words.emptyCell}</p>
      ) : (
        <NeedData run={run}>
          <CellImages run={run} cell={cell} />
        </NeedData>
      )}
    </div>
  );
}

function CellImages({ run, cell }: { run: TestedRun; cell: Cell }) {
  const words = insideText();
  const labels = labelsNow();
  const { predictions } = run.results;
  const all = labels ? imagesOfCell(labels, predictions, cell) : [];
  const images = all.slice(0, shown);
  const pictures = usePictures(images);
  if (!labels) return null;
  if (labels.length !== predictions.length) return <p class="notice">{words.otherTest}</p>;
  return (
    <div class="thumbnails">
      {pictures &&
        images.map((image, place) => (
          <button
            key={image}
            type="button"
            class="thumbnail"
            aria-label={words.openImage(image)}
            title={words.openImage(image)}
            aria-pressed={chosenPicture.value === image}
            onClick={() => {
              chosenPicture.value = image;
              showMaps();
            }}
          >
            <PictureCanvas pictures={pictures} place={place} />
          </button>
        ))}
      {all.length > shown && <span class="muted">{words.more(all.length - shown)}</span>}
    </div>
  );
}

/** The maps stand below: who chose the image goes on there, by eye and by keyboard. */
function showMaps(): void {
  document.getElementById('maps')?.scrollIntoView({ block: 'start' });
  document.getElementById('maps-title')?.focus({ preventScroll: true });
}

/** Test images from the worker, once they are there. */
function usePictures(images: readonly number[]): Pictures | undefined {
  const [loaded, setLoaded] = useState<{ key: string; pictures: Pictures }>();
  const key = images.join();
  useEffect(() => {
    if (images.length === 0) return;
    let wanted = true;
    whileAlive(lab().testImages(images)).then(
      (pictures) => wanted && setLoaded({ key, pictures }),
      // A worker that has died has no images; the data's state asks for them again.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [key]);
  return loaded?.key === key ? loaded.pictures : undefined;
}
