import { shown } from '@nin/checks';
import { connectionsProblem, type LayerEntry } from './topology-connections';

/** Limits far above real networks, and below what makes tfjs hang: it compares each pair of layers. */
const most = { layers: 5000, values: 1_000_000, depth: 200, wrappers: 4, batch: 4096, inputNumbers: 2 ** 28 };

interface Found {
  value: unknown;
  depth: number;
  /** Number of enclosing wrapper layers: `Bidirectional` builds its layer twice, so nesting multiplies. */
  wrappers: number;
}

/**
 * Returns what would make tfjs hang, overflow its stack or print untrusted text while building a model of this topology;
 * undefined if nothing would. Topologies on which tfjs throws are not checked.
 */
export function topologyProblem(topology: unknown): string | undefined {
  const pending: Found[] = [{ value: topology, depth: 0, wrappers: 0 }];
  let values = 0;
  let layers = 0;
  for (let found = pending.pop(); found; found = pending.pop()) {
    const { value, depth, wrappers } = found;
    if (typeof value !== 'object' || value === null) continue;
    values += Array.isArray(value) ? value.length : Object.keys(value).length;
    if (values > most.values) return `must have at most ${most.values} values`;
    if (depth > most.depth) return `must not nest deeper than ${most.depth} levels`;
    if (wrappers > most.wrappers) return `must not wrap layers in layers more than ${most.wrappers} times`;
    for (const [key, part] of Object.entries(value)) {
      // tfjs also accepts `name_` as a name, but handles it differently from `name`.
      if (/__|_$/.test(key)) return `must only have fields that tfjs writes, got ${shown(key)}`;
      const name = camelCase(key);
      if (name === 'layers' && Array.isArray(part)) layers += part.length;
      if (layers > most.layers) return `must have at most ${most.layers} layers`;
      const problem = fieldProblem(name, part);
      if (problem) return problem;
      pending.push({ value: part, depth: depth + 1, wrappers: wrappers + (name === 'layer' ? 1 : 0) });
    }
  }
  return undefined;
}

function fieldProblem(name: string, value: unknown): string | undefined {
  if (name === 'name' && typeof value === 'string' && /\p{Cc}/u.test(value)) {
    return `must have names without control characters, got ${shown(value)}`;
  }
  if (name === 'batchInputShape' || name === 'batchShape') return inputProblem(value);
  if (name === 'layers' && Array.isArray(value)) return connectionsProblem(value.map(entryOf));
  return undefined;
}

function inputProblem(shape: unknown): string | undefined {
  if (!Array.isArray(shape)) return undefined;
  const lengths = shape.map((length) => (typeof length === 'number' ? Math.abs(length) : 1));
  const numbers = lengths.reduce((product, length) => product * length, 1);
  if ((lengths[0] ?? 1) <= most.batch && numbers <= most.inputNumbers) return undefined;
  return `must take inputs of at most ${most.inputNumbers} numbers, in batches of at most ${most.batch}, got ${shown(shape)}`;
}

/** Returns a layer with its fields in camel case. */
function entryOf(layer: unknown): LayerEntry {
  if (typeof layer !== 'object' || layer === null) return {};
  const fields = Object.entries(layer).map(([key, value]) => [camelCase(key), value] as const);
  return Object.fromEntries(fields);
}

/** Converts a key as tfjs does: `inbound_nodes` to `inboundNodes`. */
function camelCase(key: string): string {
  return key.length <= 1 ? key : key.replaceAll(/_+(\w|$)/g, (_, next: string) => next.toUpperCase());
}
