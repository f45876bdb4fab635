import type { Experiment } from './experiment';

/** A path at which two experiments differ. */
export interface Difference {
  /** As `applySettings` takes it: `optimizer.learningRate`, `network.blocks.0.filters`. */
  path: string;
  /** The value of the first experiment; undefined where it has none. */
  before: unknown;
  /** The value of the second experiment; undefined where it has none. */
  after: unknown;
}

/** Returns the paths at which two experiments differ, in the order of their fields. Empty: the experiments are the same. */
export function differences(first: Experiment, second: Experiment): Difference[] {
  const [before, after] = [valuesByPath(first), valuesByPath(second)];
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths]
    .map((path) => ({ path, before: before.get(path), after: after.get(path) }))
    .filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after));
}

/** Every value that is not an object. Lists of numbers are values: widths, shapes, means. */
function valuesByPath(data: unknown, path = ''): Map<string, unknown> {
  if (typeof data !== 'object' || data === null || isList(data)) return new Map([[path, data]]);
  const inner = Object.entries(data).filter(([, value]) => value !== undefined);
  return new Map(
    inner.flatMap(([name, value]) => [...valuesByPath(value, path === '' ? name : `${path}.${name}`)]),
  );
}

function isList(data: object): boolean {
  return Array.isArray(data) && data.every((item) => typeof item !== 'object');
}
