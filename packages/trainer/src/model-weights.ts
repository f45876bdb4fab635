import type { layers, LayersModel, LayerVariable } from '@tensorflow/tfjs-layers';

/**
 * All weights of a model, layer by layer, each once.
 *
 * `model.weights` itself puts trainable weights first, so that freezing a layer changes its order.
 */
export function weightsByLayer(model: LayersModel): LayerVariable[] {
  return [...new Set(weightsOf(model))];
}

function weightsOf(layer: layers.Layer): LayerVariable[] {
  // A model used as a layer has layers of its own, which the type does not tell.
  const { layers: inner } = layer as { layers?: layers.Layer[] };
  return inner ? inner.flatMap(weightsOf) : layer.weights;
}

/**
 * Names by which the weights of a model are found again in the same model built anew.
 *
 * tfjs numbers unnamed layers through the whole process: `dense_Dense3/kernel` is `dense_Dense1/kernel` in another. So
 * that number is left out, and weights of one name are numbered in their order: `dense_Dense/kernel`,
 * `dense_Dense/kernel#2`.
 */
export function weightKeys(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const key = name.split('/').map(withoutProcessNumber).join('/');
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times === 1 ? key : `${key}#${times}`;
  });
}

/** Takes the number from a name tfjs made up: the class name in snake case, then the class name, then the number. */
function withoutProcessNumber(part: string): string {
  const [, snake, className] = /^(.+)_([A-Z]\w*?)\d+$/.exec(part) ?? [];
  const madeUp = className && snake?.replaceAll('_', '') === className.toLowerCase();
  return madeUp ? `${snake}_${className}` : part;
}

/** A function that replaces a weight's name inside a longer one, such as `dense_Dense1/kernel` in `dense_Dense1/kernel/m`. */
export function renamer(from: readonly string[], to: readonly string[]): (name: string) => string {
  const pairs = from.map((name, i) => [name, to[i] ?? name] as const);
  // The longest first, so that of two names the one that holds the other is found.
  pairs.sort(([a], [b]) => b.length - a.length);
  return (name) => {
    const path = `/${name}/`;
    const pair = pairs.find(([part]) => path.includes(`/${part}/`));
    return pair ? path.replace(`/${pair[0]}/`, () => `/${pair[1]}/`).slice(1, -1) : name;
  };
}
