import type { Augmentation } from '@nin/cifar';
import { useEffect, useState } from 'preact/hooks';
import { loadedData } from '../lab/data-state';
import { lab, whileAlive } from '../lab/worker-link';
import { classNameInRussian } from '../language/class-names';
import { language } from '../language/language';
import { PictureCanvas } from '../page/pictures';
import { experiment } from '../settings/settings-state';
import type { DataSummary, Pictures } from '../worker/lab-api';
import { dataText } from './data-text';

/** As many as fit in a row of the widest page; narrower ones show fewer. */
const perClass = 12;

/** Some training images of each class, as they are or as a training would change them. */
export function SampleGrid() {
  const words = dataText();
  const { augment } = experiment.value.batch;
  const canAugment = augment.padAndCrop > 0 || augment.flip || augment.cutout > 0;
  const [wanted, setWanted] = useState(false);
  const [seed, setSeed] = useState(1);
  const augmented = wanted && canAugment;
  const samples = useSamples(perClass, augmented ? augment : undefined, seed);
  if (!loadedData.value) return null;
  return (
    <section class="card" aria-labelledby="samples">
      <h3 id="samples">{words.samples}</h3>
      <div class="buttons">
        <label class="check">
          <input
            type="checkbox"
            checked={augmented}
            disabled={!canAugment}
            onChange={(event) => setWanted(event.currentTarget.checked)}
          />
          {words.augmented}
        </label>
        <button type="button" onClick={() => setSeed(seed + 1)}>
          {words.others}
        </button>
      </div>
      {!canAugment && <p class="hint">{words.noAugmentation}</p>}
      {samples && 'problem' in samples && (
        <p class="error" role="alert" lang="en">
          {samples.problem}
        </p>
      )}
      {samples && 'pictures' in samples && (
        <Rows pictures={samples.pictures} classNames={samples.of.classNames} augmented={augmented} />
      )}
    </section>
  );
}

function Rows({
  pictures,
  classNames,
  augmented,
}: {
  pictures: Pictures;
  classNames: readonly string[];
  augmented: boolean;
}) {
  const words = dataText();
  const spoken = language.value;
  return (
    <table class="samples">
      <caption class="visually-hidden">{augmented ? words.captionAugmented : words.caption}</caption>
      <tbody>
        {classNames.map((name, label) => {
          const translated = spoken === 'ru' ? classNameInRussian(name) : undefined;
          const places = [...pictures.labels.keys()].filter((place) => pictures.labels[place] === label);
          return (
            <tr key={name}>
              <th scope="row">
                {translated && <span>{translated}</span>}
                <span lang="en" class={translated ? 'hint' : undefined}>
                  {name}
                </span>
              </th>
              <td>
                <div class="sample-row" role="img" aria-label={words.row(translated ?? name)}>
                  {places.map((place) => (
                    <PictureCanvas key={place} pictures={pictures} place={place} />
                  ))}
                </div>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Samples of the loaded data, and of which data they are; or why there is no sample. */
type Samples = { of: DataSummary; pictures: Pictures } | { of: DataSummary; problem: string };

/** Samples of the loaded data by these choices; the former ones until the new ones have come. */
function useSamples(perClass: number, augment: Augmentation | undefined, seed: number): Samples | undefined {
  const [samples, setSamples] = useState<Samples>();
  const of = loadedData.value;
  const choice = JSON.stringify(augment);
  useEffect(() => {
    if (!of) return;
    let outdated = false;
    const set = (next: Samples) => {
      if (!outdated) setSamples(next);
    };
    whileAlive(lab().samples({ perClass, augment, seed })).then(
      (pictures) => set({ of, pictures }),
      (error: Error) => set({ of, problem: error.message }),
    );
    return () => {
      outdated = true;
    };
  }, [of, perClass, choice, seed]);
  return samples?.of === of ? samples : undefined;
}
