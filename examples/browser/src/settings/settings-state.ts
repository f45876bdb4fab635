import type { BackendPreference } from '@nin/backends';
import { withClasses, type NinSpec } from '@nin/blocks';
import {
  applySettings,
  recipes,
  specs,
  type Experiment,
  type SettingValues,
  type SpecName,
} from '@nin/recipes';
import { computed, signal } from '@preact/signals';
import { typed } from './typed-text';

/** The networks a person can start from. */
export type NetworkName = SpecName;

/** What is set in the page now: always whole and without problems. Replaced, never changed in place. */
export const experiment = signal<Experiment>(initialExperiment());

/** The known network that the present one was made from. */
export const base = signal<NetworkName>('tiny');

/** Where to compute. Not part of the experiment: where it runs does not change what it is. */
export const preference = signal<BackendPreference>('auto');

/** The network of the experiment. Its blocks are of the kinds that `@nin/blocks` has. */
export const network = computed(() => networkOf(experiment.value));

/** What the page opens with: the network that learns in minutes without a GPU. */
export function initialExperiment(): Experiment {
  return { ...experimentFor('tiny'), seed: 1 };
}

/** Replaces the experiment, and with it all that is typed. */
export function replaceExperiment(next: Experiment, from: NetworkName): void {
  typed.value = {};
  base.value = from;
  experiment.value = next;
}

/**
 * Changes values of the experiment by their paths, as `applySettings` does. What is typed in their fields is dropped.
 *
 * @throws SettingError if a value cannot be applied.
 */
export function change(values: SettingValues): void {
  experiment.value = applySettings(experiment.value, values);
  const paths = Object.keys(values);
  const isChanged = (field: string) => paths.some((path) => field === path || field.startsWith(`${path}.`));
  typed.value = Object.fromEntries(Object.entries(typed.value).filter(([field]) => !isChanged(field)));
}

/** Changes the network, by a function of the present one. */
export function changeNetwork(edit: (network: NinSpec) => NinSpec): void {
  experiment.value = { ...experiment.value, network: edit(network.value) };
}

/** Starts over from a known network, with its own training. The data and the seed stay. */
export function startFrom(name: NetworkName, spec: NinSpec = networkFor(name)): void {
  const { data, seed } = experiment.value;
  replaceExperiment({ ...experimentFor(name), network: spec, data, seed }, name);
}

/** Trains as is usual for the known network that the present one was made from. The network, the data and the seed stay. */
export function backToUsualTraining(): void {
  const { data, seed } = experiment.value;
  replaceExperiment({ ...experimentFor(base.value), network: network.value, data, seed }, base.value);
}

/** Returns a known network with its usual training; d2l's, which is not made for CIFAR, is trained as the paper's. */
export function experimentFor(name: NetworkName): Experiment {
  return { ...recipes[name === 'd2l' ? 'paper' : name].experiment, network: networkFor(name) };
}

/** Returns a known network, for ten classes; the lecture's keeps its twenty outputs. */
export function networkFor(name: NetworkName): NinSpec {
  return name === 'lecture' ? specs.lecture : withClasses(specs[name], 10);
}

/** Returns the network of an experiment of this page, which knows the kinds of block of `@nin/blocks` alone. */
export function networkOf(of: Experiment): NinSpec {
  return of.network as NinSpec;
}
