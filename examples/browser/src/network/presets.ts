import type { NinSpec } from '@nin/blocks';
import { specs } from '@nin/recipes';
import type { NetworkName } from '../settings/lab-settings';
import { change, networkFor, recipeFor, settings, startFrom } from '../settings/settings-state';
import { dropDraft } from './draft-state';

/** The networks to start from, the fastest first. */
export const networkNames = Object.keys(specs) as NetworkName[];

/** The lecture's network on the images that its exercise in shapes is about. */
export const shapesExercise = { ...specs.lecture, inputShape: [1024, 1024, 3] } satisfies NinSpec;

/** Starts over from a known network. */
export function startFromNetwork(name: NetworkName): void {
  dropDraft();
  startFrom(name);
}

/** Shows the lecture's network as its exercise in shapes has it. For shapes: images of that size are not trained on. */
export function startShapesExercise(): void {
  dropDraft();
  change({ base: 'lecture', spec: shapesExercise, training: recipeFor('lecture') });
}

/** Takes back all changes of the network; the hyper-parameters stay. */
export function backToOriginal(): void {
  dropDraft();
  change({ spec: networkFor(settings.value.base) });
}
