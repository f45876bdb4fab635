import { isLayer, isList, type LayerGraph } from '../graph/layer-graph';

/** Returns a graph as text: the classes of the layers, their names and options, and how they are connected. */
export function graphText(graph: LayerGraph): string {
  return JSON.stringify(graphData(graph));
}

function graphData(graph: LayerGraph): unknown {
  if (isLayer(graph)) return [graph.getClassName(), graph.getConfig()];
  if (isList(graph)) return graph.map(graphData);
  return { branches: graph.branches.map(graphData), merge: graphData(graph.merge) };
}
