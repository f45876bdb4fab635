import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { layers } from '@tensorflow/tfjs-layers';
import { layerCall, type LayerCall } from './layer-calls';

/**
 * Unbuilt layers and how they are connected: a layer; a list, one after another (an empty list is the identity); or branches
 * that all get the same map, and a layer that merges what the branches give.
 *
 * A residual connection is `{ branches: [[...layers], []], merge: layers.add() }`.
 */
export type LayerGraph = layers.Layer | readonly LayerGraph[] | Branches;

/** Parts of a network side by side. */
export interface Branches {
  /** Two or more. Each gets the map that comes in. */
  branches: readonly LayerGraph[];
  /** Takes what the branches give, in their order: `layers.add()`, `layers.concatenate()`, `layers.multiply()` … */
  merge: layers.Layer;
}

/** Throws a TypeError unless `graph` is one: what a `build` of another package returns is not known. */
export function requireGraph(where: string, graph: unknown): asserts graph is LayerGraph {
  if (isLayer(graph)) return;
  if (Array.isArray(graph)) {
    graph.forEach((part) => requireGraph(where, part));
    return;
  }
  const { branches, merge } = (graph ?? {}) as Partial<Branches>;
  if (!Array.isArray(branches) || branches.length < 2 || !isLayer(merge)) {
    throw new TypeError(
      `${where} must return layers of the same copy of @tensorflow/tfjs-layers, lists of them, or { branches, merge } with two branches or more`,
    );
  }
  branches.forEach((branch) => requireGraph(where, branch));
}

/**
 * Follows shapes through a graph, without a tensor.
 *
 * @param input the shape of one image's map, without the batch dimension.
 * @returns the uses of the layers in an order in which they can be computed, and the shape that comes out.
 */
export function callsOfGraph(
  where: string,
  graph: LayerGraph,
  input: number[],
): { calls: LayerCall[]; output: number[] } {
  const calls: LayerCall[] = [];
  const use = (layer: layers.Layer, inputs: number[][]): number[] => {
    const call = layerCall(where, layer, inputs);
    calls.push(call);
    return call.outputs[0] ?? [];
  };
  const follow = (part: LayerGraph, shape: number[]): number[] => {
    if (isLayer(part)) return use(part, [shape]);
    if (isList(part)) return part.reduce<number[]>((current, next) => follow(next, current), shape);
    return use(
      part.merge,
      part.branches.map((branch) => follow(branch, shape)),
    );
  };
  return { output: follow(graph, input), calls };
}

/** Connects the layers of a graph to a tensor of the functional API, and builds them. */
export function applyGraph(graph: LayerGraph, input: SymbolicTensor): SymbolicTensor {
  if (isLayer(graph)) return graph.apply(input) as SymbolicTensor;
  if (isList(graph)) return graph.reduce<SymbolicTensor>((current, next) => applyGraph(next, current), input);
  return graph.merge.apply(graph.branches.map((branch) => applyGraph(branch, input))) as SymbolicTensor;
}

/** Returns the layers of a graph in their order if there are no branches in it, as a Sequential takes them; else undefined. */
export function chainOf(graph: LayerGraph): layers.Layer[] | undefined {
  if (isLayer(graph)) return [graph];
  if (!isList(graph)) return undefined;
  const chains = graph.map(chainOf);
  return chains.every((chain) => chain !== undefined) ? chains.flat() : undefined;
}

/** Gives the first layer of a chain the shape of one image, as a Sequential needs it. */
export function setInputShape([first]: readonly layers.Layer[], inputShape: readonly number[]): void {
  if (!first) return;
  // What the constructor of a layer does with its argument `inputShape`: the layer was made without, by a kind of block that
  // does not know whether the block is the first.
  first.batchInputShape = [null, ...inputShape];
  first.dtype = 'float32';
}

/** Returns whether a part of a graph is a layer. */
export function isLayer(part: unknown): part is layers.Layer {
  return part instanceof layers.Layer;
}

/** Returns whether a part of a graph is a list of parts. */
export function isList(part: LayerGraph): part is readonly LayerGraph[] {
  return Array.isArray(part);
}
