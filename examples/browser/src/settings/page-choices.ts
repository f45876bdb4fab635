import type { BackendPreference } from '@nin/backends';
import { specs, type Experiment } from '@nin/recipes';
import { experimentDifferences } from './experiment-differences';
import { experimentFor, type NetworkName } from './settings-state';

/** Where images come from in the page: CIFAR-10 (served, dropped or kept), or drawn by a program. */
export type DataName = 'cifar10' | 'synthetic';

/** Returns the data that an experiment names; undefined for data that the page does not have, such as a folder. */
export function dataNameOf({ data: { source } }: Pick<Experiment, 'data'>): DataName | undefined {
  return source === 'cifar10' || source === 'synthetic' ? source : undefined;
}

const preferences: Record<BackendPreference, true> = {
  auto: true,
  webgpu: true,
  webgl: true,
  wasm: true,
  cpu: true,
};

/** Whether a text names a backend, or leaves it to the page. */
export function isPreference(text: unknown): text is BackendPreference {
  return typeof text === 'string' && Object.hasOwn(preferences, text);
}

/** Returns the known network that an experiment's network differs least from: links and files do not hold its name. */
export function nearestNetwork(of: Experiment): NetworkName {
  const names = Object.keys(specs) as NetworkName[];
  const distances = names.map((name) => {
    const { network } = experimentFor(name);
    return experimentDifferences({ ...of, network }, of).length;
  });
  return names[distances.indexOf(Math.min(...distances))] ?? 'tiny';
}
