import { isLayer, isList, type LayerGraph } from '../graph/layer-graph';
import { planSpec } from '../plan-spec';
import type { AnySpec } from '../spec';
import type { Subject } from './subject';

/** Returns a graph as text: classes, names, options and connections of the layers. */
export function graphText(graph: LayerGraph): string {
  return JSON.stringify(graphData(graph));
}

function graphData(graph: LayerGraph): unknown {
  if (isLayer(graph)) return [graph.getClassName(), graph.getConfig()];
  if (isList(graph)) return graph.map(graphData);
  return { branches: graph.branches.map(graphData), merge: graphData(graph.merge) };
}

/** Returns a network of the tested kind as text, planned with a seed. */
export function plannedText({ where, kinds }: Subject, spec: AnySpec, seed = 1): string {
  return planSpec(where, spec, kinds, { seed })
    .map(({ graph }) => graphText(graph))
    .join('\n');
}
