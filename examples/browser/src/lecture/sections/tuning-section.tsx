import type { Recipe } from '@nin/recipes';
import { blockValues } from '../../network/block-values';
import { backToOriginal } from '../../network/presets';
import { changeSpec, changeTraining, recipeFor, settings } from '../../settings/settings-state';
import { ChangeNote } from '../change-note';
import { drive, showPlace } from '../drive';
import { tuningSectionText } from './tuning-text';

/** An optimizer and the rates that suit it: those of the recipes that use it. */
const adamw = pick(recipeFor('lecture'));
const sgd = pick(recipeFor('modern'));

/** Takes back what the buttons have done: to the training, and to the blocks. */
function backToOwn(): void {
  drive('tuning', () => {
    backToOriginal();
    changeTraining(recipeFor(settings.value.base));
  });
}

/** The task to find better hyper-parameters. */
export function TuningSection() {
  const words = tuningSectionText();
  const set = (part: Partial<Recipe>) => () => drive('tuning', () => changeTraining(part));
  const normalizeBatches = () =>
    drive('tuning', () =>
      changeSpec((spec) => ({
        ...spec,
        blocks: spec.blocks.map((block) => {
          // Only false is no batch normalization: true, settings, and a kind of block without such a field stay.
          const isOff = blockValues(block).batchNorm === false;
          return isOff ? { ...block, batchNorm: { momentum: 0.9 } } : block;
        }),
      })),
    );
  const changes: [string, () => void][] = [
    [words.normalize, set({ normalize: 'standard' })],
    [words.augment, set({ augment: { padAndCrop: 4, flip: true } })],
    [words.adamw, set(adamw)],
    [words.sgd, set(sgd)],
    [words.cosine, set({ schedule: 'cosine' })],
    [words.batchNorm, normalizeBatches],
    [words.back, backToOwn],
  ];
  return (
    <>
      <p>{words.idea}</p>
      <div class="buttons">
        {changes.map(([name, change]) => (
          <button key={name} type="button" class="small" onClick={change}>
            {name}
          </button>
        ))}
      </div>
      <ChangeNote section="tuning" />
      <p>{words.advice}</p>
      <details>
        <summary>{words.why}</summary>
        <ul>
          {words.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </details>
      <div class="buttons">
        <button type="button" onClick={() => showPlace('train')}>
          {words.go}
        </button>
      </div>
    </>
  );
}

function pick({ optimizer, learningRate, weightDecay }: Recipe): Partial<Recipe> {
  return { optimizer, learningRate, weightDecay };
}
