import { layers } from '@tensorflow/tfjs-layers';
import { completeBlock } from '../../check-spec';
import { requireGraph, isLayer, isList, type LayerGraph } from '../../graph/layer-graph';
import { seedsFrom } from '../../plan-spec';
import { deepFreeze } from '../../specs/deep-freeze';
import { graphText } from '../graph-text';
import { broken, reasonOf, type Subject } from '../subject';

/** Prefix of layer names that no block of a network has. */
const prefix = 'a-block-of-this-name/';

/**
 * Checks that `build` is deterministic, returns new layers each time, names them by `context.name`, and does not change its
 * arguments.
 */
export function buildIsPure(subject: Subject): void {
  const { graph } = buildNamed(subject);
  const again = buildNamed(subject).graph;
  if (graphText(graph) !== graphText(again)) {
    throw broken(
      subject,
      'build returns different layers the second time: it must depend on its arguments only',
    );
  }
  const layersOf = (one: LayerGraph) => [...new Set(layersIn(one))];
  const first = layersOf(graph);
  const shared = layersOf(again).find((layer) => first.includes(layer));
  if (shared) {
    throw broken(
      subject,
      `build returns the layer ${shared.name} twice: it must create new layers each time`,
    );
  }
  const names = first.map(({ name }) => name);
  for (const [i, name] of names.entries()) {
    if (!name.startsWith(prefix)) {
      throw broken(
        subject,
        `the layer ${name} (${first[i]?.getClassName()}) must be named by context.name, so that names are unique in a network`,
      );
    }
    if (names.indexOf(name) !== i) {
      throw broken(subject, `two layers have the name ${name.slice(prefix.length)}: names must be unique`);
    }
  }
  const built = first.find((layer) => layer.built && layer.weights.length > 0);
  if (built)
    throw broken(subject, `the layer ${built.name} is built already: build must return unbuilt layers`);
  leavesOtherLayers(subject);
}

/** Builds the block of a sample with frozen arguments. `parts` are the arguments of `context.name`. */
export function buildNamed(subject: Subject): { graph: LayerGraph; parts: string[] } {
  const { kind, kinds, block, inputShape } = subject;
  const options = deepFreeze(structuredClone(completeBlock(block, kinds).options));
  const parts: string[] = [];
  const context = Object.freeze({
    inputShape: Object.freeze([...inputShape] as [number, number, number]),
    name: (part: string) => {
      parts.push(part);
      return prefix + part;
    },
    seed: seedsFrom(1),
  });
  try {
    const graph: unknown = kind.build(options, context);
    requireGraph(`build of ${kind.kind}`, graph);
    return { graph, parts };
  } catch (error) {
    const reason = reasonOf(error);
    // Messages of the engines for frozen objects.
    const changes = /read only|not extensible|object that is not extensible|Cannot (add|delete|assign)/.test(
      reason,
    );
    const what = changes ? 'build changes its arguments, which are shared' : 'build throws';
    throw broken(subject, `${what}: ${reason}`, error);
  }
}

function layersIn(graph: LayerGraph): layers.Layer[] {
  if (isLayer(graph)) return [graph];
  if (isList(graph)) return graph.flatMap(layersIn);
  return [...graph.branches.flatMap(layersIn), graph.merge];
}

/** A layer that no kind knows. */
class LayerOfAnotherKind extends layers.Layer {
  static readonly className = 'LayerOfAnotherKind';
}

function leavesOtherLayers(subject: Subject): void {
  const shape = [4, 4, 2];
  const macs = subject.kind.macs?.(new LayerOfAnotherKind({}), {
    inputs: [shape],
    outputs: [shape],
    weights: [],
  });
  if (macs === undefined) return;
  throw broken(subject, `macs must return undefined for layers that are not of the kind, got ${macs}`);
}
