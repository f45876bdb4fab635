import type { layers, LayersModel, LayerVariable } from '@tensorflow/tfjs-layers';

/**
 * Returns all weights of a model, layer by layer, without duplicates.
 *
 * `model.weights` lists trainable weights first, so freezing a layer changes its order.
 */
export function weightsByLayer(model: LayersModel): LayerVariable[] {
  return [...new Set(weightsOf(model))];
}

function weightsOf(layer: layers.Layer): LayerVariable[] {
  // A model used as a layer has its own layers, which the type lacks.
  const { layers: inner } = layer as { layers?: layers.Layer[] };
  return inner ? inner.flatMap(weightsOf) : layer.weights;
}

/**
 * Returns keys of a model's weights that are the same when the model is built again.
 *
 * tfjs numbers unnamed layers per process: `dense_Dense3/kernel` is `dense_Dense1/kernel` in another one. The key omits that
 * number, and equal keys are numbered in order: `dense_Dense/kernel`, `dense_Dense/kernel#2`.
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

/** Removes the number from a generated name: the class name in snake case, then the class name, then the number. */
function withoutProcessNumber(part: string): string {
  const [, snake, className] = /^(.+)_([A-Z]\w*?)\d+$/.exec(part) ?? [];
  const madeUp = className && snake?.replaceAll('_', '') === className.toLowerCase();
  return madeUp ? `${snake}_${className}` : part;
}

/** Returns a function that replaces a weight's name within a longer one, such as `dense_Dense1/kernel` in `dense_Dense1/kernel/m`. */
export function renamer(from: readonly string[], to: readonly string[]): (name: string) => string {
  const pairs = from.map((name, i) => [name, to[i] ?? name] as const);
  // The longest first, so that a name is found before one that is part of it.
  pairs.sort(([a], [b]) => b.length - a.length);
  return (name) => {
    const path = `/${name}/`;
    const pair = pairs.find(([part]) => path.includes(`/${part}/`));
    return pair ? path.replace(`/${pair[0]}/`, () => `/${pair[1]}/`).slice(1, -1) : name;
  };
}
