import { shown } from '@nin/checks';
import { serialization } from '@tensorflow/tfjs-core';
import { LayersModel } from '@tensorflow/tfjs-layers';

/** A layer in the configuration of a graph. */
export interface LayerEntry {
  name?: unknown;
  className?: unknown;
  config?: unknown;
  inboundNodes?: unknown;
}

const mostConnections = 20_000;

/** A layer and its remaining calls; each needs earlier calls of other layers, by name and index. */
interface Calls {
  name: string;
  waiting: [layer: string, call: number][][];
}

/**
 * Returns why the layers of a graph cannot be called in some order; undefined if they can, or if the layers are a sequence.
 *
 * tfjs repeatedly calls layers whose inputs are available until none is left, which never ends if an input does not exist or
 * depends on the layer itself.
 */
export function connectionsProblem(layers: readonly LayerEntry[]): string | undefined {
  if (layers.every(({ inboundNodes }) => inboundNodes === undefined)) return undefined;
  const graph: Calls[] = [];
  /** Number of calls per layer. Models and inputs are called once when they are created. */
  const called = new Map<string, number>();
  let connections = 0;
  for (const { name, className, config, inboundNodes } of layers) {
    const inner = (config as { name?: unknown } | null | undefined)?.name;
    if (typeof name !== 'string' || inner !== name || called.has(name)) {
      return `must have unique layer names, each also in its configuration, got ${shown(name)} and ${shown(inner)}`;
    }
    const waiting = callsOf(inboundNodes);
    if (!waiting) return `must list where the inputs of ${shown(name)} come from, got ${shown(inboundNodes)}`;
    connections += waiting.flat().length;
    if (connections > mostConnections) return `must have at most ${mostConnections} connections of layers`;
    graph.push({ name, waiting });
    called.set(name, className === 'InputLayer' || isModel(className, config) ? 1 : 0);
  }
  const stuck = stuckLayer(graph, called);
  return stuck === undefined
    ? undefined
    : `must connect its layers without cycles or gaps, got ${shown(stuck)}, whose inputs are never available`;
}

/** Simulates the calls, round by round; returns a layer that can never be called, if there is one. */
function stuckLayer(graph: readonly Calls[], called: Map<string, number>): string | undefined {
  const ready = ([layer, call]: [string, number]) => call < (called.get(layer) ?? 0);
  let left = graph.filter(({ waiting }) => waiting.length > 0);
  for (;;) {
    let progress = false;
    for (const calls of left) {
      const rest = calls.waiting.filter((inputs) => !inputs.every(ready));
      const made = calls.waiting.length - rest.length;
      calls.waiting = rest;
      called.set(calls.name, (called.get(calls.name) ?? 0) + made);
      progress ||= made > 0;
    }
    left = left.filter(({ waiting }) => waiting.length > 0);
    if (left.length === 0) return undefined;
    if (!progress) return left[0]?.name;
  }
}

function callsOf(inboundNodes: unknown): Calls['waiting'] | undefined {
  if (!Array.isArray(inboundNodes)) return undefined;
  const calls = inboundNodes.map((inputs: unknown) =>
    Array.isArray(inputs) && inputs.length > 0 ? inputs.map(inputOf) : [undefined],
  );
  return calls.every((inputs) => inputs.every((input) => input !== undefined)) ? calls : undefined;
}

function inputOf(input: unknown): [string, number] | undefined {
  if (!Array.isArray(input)) return undefined;
  const [layer, call] = input as unknown[];
  const valid = typeof layer === 'string' && Number.isSafeInteger(call) && (call as number) >= 0;
  return valid ? [layer, call as number] : undefined;
}

function isModel(className: unknown, config: unknown): boolean {
  const { layers } = (config ?? {}) as { layers?: unknown };
  const { classNameMap } = serialization.SerializationMap.getMap();
  if (typeof className !== 'string' || !Object.hasOwn(classNameMap, className)) return false;
  const prototype: unknown = classNameMap[className]?.[0].prototype;
  const isContainer = prototype === LayersModel.prototype || prototype instanceof LayersModel;
  return isContainer && Array.isArray(layers) && layers.length > 0;
}
