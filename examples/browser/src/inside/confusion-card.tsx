import { type ConfusionMatrix, mostConfused } from '@nin/metrics';
import { useSignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { lab, whileAlive } from '../lab/worker-link';
import { formatCount } from '../language/language';
import { formatDecimal } from '../language/numbers';
import { PictureCanvas } from '../page/pictures';
import type { Pictures } from '../worker/lab-api';
import { labelsNow, NeedData } from './image-choice';
import { chosenCell, chosenPicture, type TestedRun } from './inside-state';
import { insideText } from './inside-text';
import { type Cell, cellShades, cellValues, imagesOfCell, type ShownAs, shownMatrix } from './matrix';
import { MatrixMap } from './matrix-map';

const ways: readonly ShownAs[] = ['true', 'predicted', 'all', 'none'];

/** The confusion matrix of a run, and the images of the cell that is chosen in it. */
export function ConfusionCard({ run }: { run: TestedRun }) {
  const words = insideText();
  const shownAs = useSignal<ShownAs>('true');
  const matrix = shownMatrix(run.results);
  const values = cellValues(matrix, shownAs.value);
  const shades = cellShades(values);
  const { classes, classNames, counts } = matrix;
  const cells = Array.from(counts, (count, index) => {
    const share = percentText(values[index]);
    const text = shownAs.value === 'none' ? formatCount(count) : share;
    const number =
      shownAs.value === 'none' ? words.images(count) : `${words.percent(share)}, ${words.images(count)}`;
    const label = words.cell(classNames[Math.floor(index / classes)], classNames[index % classes], number);
    return { text, label, shade: shades[index] };
  });
  const cell = chosenCell.value;
  return (
    <section class="card" aria-labelledby="confusion">
      <div class="card-head">
        <h3 id="confusion">{words.matrix}</h3>
        <label class="inline-field">
          {words.shownAs}
          <select
            value={shownAs.value}
            onChange={(event) => (shownAs.value = event.currentTarget.value as ShownAs)}
          >
            {ways.map((way) => (
              <option key={way} value={way}>
                {words.shown[way]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p class="hint">{words.matrixHint}</p>
      <MatrixMap
        name={words.matrixName}
        classNames={classNames}
        cells={cells}
        chosen={cell && cell.trueClass * classes + cell.predictedClass}
        onChoose={(index) => {
          chosenCell.value = { trueClass: Math.floor(index / classes), predictedClass: index % classes };
        }}
      />
      <p class="visually-hidden" role="status">
        {cell && cellTold(cell, matrix)}
      </p>
      {cell ? <CellCard run={run} cell={cell} /> : <p class="muted">{words.chooseCell}</p>}
    </section>
  );
}

/** The pairs of classes that are taken for one another most often. */
export function ConfusedCard({ run }: { run: TestedRun }) {
  const words = insideText();
  const pairs = mostConfused(shownMatrix(run.results), { limit: 8 });
  return (
    <section class="card" aria-labelledby="confused">
      <h3 id="confused">{words.confused}</h3>
      {pairs.length === 0 ? <p>{words.noneConfused}</p> : <p class="hint">{words.confusedHint}</p>}
      <ol class="pairs">
        {pairs.map(({ trueClass, trueName, predictedClass, predictedName, count, rate }) => (
          <li key={`${trueClass}-${predictedClass}`}>
            <button
              type="button"
              aria-pressed={
                chosenCell.value?.trueClass === trueClass &&
                chosenCell.value.predictedClass === predictedClass
              }
              onClick={() => {
                chosenCell.value = { trueClass, predictedClass };
                document.getElementById('cell')?.scrollIntoView({ block: 'nearest' });
              }}
            >
              <b>{words.cellTitle(trueName, predictedName)}</b>
              <span class="muted">{words.confusedPair(count, rate)}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What a screen reader hears of a chosen cell, whose images stand far from it. */
function cellTold({ trueClass, predictedClass }: Cell, { classes, classNames, counts }: ConfusionMatrix) {
  const words = insideText();
  const title = words.cellTitle(classNames[trueClass], classNames[predictedClass]);
  return `${title}, ${words.images(counts[trueClass * classes + predictedClass])}`;
}

/** A share as a percentage without its sign: two digits are enough for a cell. */
function percentText(share: number): string {
  return share === 0 ? '0' : formatDecimal(100 * share, share < 0.0995 ? 1 : 0);
}

/** Images of a cell shown at once. */
const shown = 40;

/** The test images of a cell of the matrix; choosing one shows its category maps. */
function CellCard({ run, cell }: { run: TestedRun; cell: Cell }) {
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
