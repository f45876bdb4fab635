import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { layers } from '@tensorflow/tfjs-layers';
import { layerCall, type LayerCall } from './layer-calls';

/**
 * Unbuilt layers and their connections: a layer; a list of parts in sequence (an empty list is the identity); or branches with
 * the same input map, and a layer that merges their outputs.
 *
 * A residual connection is `{ branches: [[...layers], []], merge: layers.add() }`.
 */
export type LayerGraph = layers.Layer | readonly LayerGraph[] | Branches;

/** Parallel parts of a network. */
export interface Branches {
  /** Two or more branches with the same input map. */
  branches: readonly LayerGraph[];
  /** Merges the outputs of the branches, in their order: `layers.add()`, `layers.concatenate()`, `layers.multiply()` … */
  merge: layers.Layer;
}

/** Throws a TypeError unless `graph` is a {@link LayerGraph}: `build` may come from another package. */
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
 * Infers shapes through a graph, without a tensor.
 *
 * @param input shape of the input map of one image, without the batch dimension.
 * @returns the uses of the layers in an order in which they can be computed, and the output shape.
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

/** Applies the layers of a graph to a symbolic tensor, which builds them. */
export function applyGraph(graph: LayerGraph, input: SymbolicTensor): SymbolicTensor {
  if (isLayer(graph)) return graph.apply(input) as SymbolicTensor;
  if (isList(graph)) return graph.reduce<SymbolicTensor>((current, next) => applyGraph(next, current), input);
  return graph.merge.apply(graph.branches.map((branch) => applyGraph(branch, input))) as SymbolicTensor;
}

/** Returns the layers of a graph without branches in order, for a Sequential. Returns undefined for a graph with branches. */
export function chainOf(graph: LayerGraph): layers.Layer[] | undefined {
  if (isLayer(graph)) return [graph];
  if (!isList(graph)) return undefined;
  const chains = graph.map(chainOf);
  return chains.every((chain) => chain !== undefined) ? chains.flat() : undefined;
}

/** Sets the input shape of the first layer of a chain, as a Sequential requires. */
export function setInputShape([first]: readonly layers.Layer[], inputShape: readonly number[]): void {
  if (!first) return;
  // As the constructor of a layer does with `inputShape`. A kind of block cannot pass it: it does not know which block is first.
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
