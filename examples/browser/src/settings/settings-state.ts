import { withClasses, type NinSpec } from '@nin/blocks';
import { signal } from '@preact/signals';
import { recipes, specs, type Recipe } from '@nin/recipes';
import type { LabSettings, NetworkName } from './lab-settings';

/** What is set in the page now. Replaced, never changed in place. */
export const settings = signal<LabSettings>(initialSettings());

/** What the page opens with: the network that learns in minutes without a GPU. */
export function initialSettings(): LabSettings {
  return {
    base: 'tiny',
    spec: networkFor('tiny'),
    data: 'cifar10',
    backend: 'auto',
    seed: 1,
    training: recipeFor('tiny'),
  };
}

/** Changes some of the settings. */
export function change(part: Partial<LabSettings>): void {
  settings.value = { ...settings.value, ...part };
}

/** Changes some of the hyper-parameters. */
export function changeTraining(part: Partial<Recipe>): void {
  change({ training: { ...settings.value.training, ...part } });
}

/** Changes the network, by a function of the present one. */
export function changeSpec(edit: (spec: NinSpec) => NinSpec): void {
  change({ spec: edit(settings.value.spec) });
}

/** Starts over from one of the known networks, with its own hyper-parameters. */
export function startFrom(base: NetworkName): void {
  change({ base, spec: networkFor(base), training: recipeFor(base) });
}

/** How a network is trained by default; d2l's, which is not made for CIFAR, as the paper's. */
export function recipeFor(name: NetworkName): Recipe {
  return recipes[name === 'd2l' ? 'paper' : name];
}

/** A known network, for ten classes; the lecture's keeps its twenty outputs. */
export function networkFor(name: NetworkName): NinSpec {
  return name === 'lecture' ? specs.lecture : withClasses(specs[name], 10);
}
