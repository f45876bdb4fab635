import { shown } from '@nin/checks';
import { layers } from '@tensorflow/tfjs-layers';
import type { BlockContext, BlockKind } from './define-block';
import {
  completeBlock,
  fieldProblems,
  onlyKinds,
  problemError,
  requireSpec,
  type KindOptions,
} from './check-spec';
import { derivedSeed } from './derived-seed';
import { callsOfGraph, requireGraph, type LayerGraph } from './graph/layer-graph';
import type { LayerCall } from './graph/layer-calls';
import { layerWeights } from './graph/layer-weights';
import { ShapeError } from './graph/output-shapes';
import { limits } from './limits';
import type { InputShape } from './network';
import { thrownProblem, type Problem } from './problem';
import { formatCount, formatShape } from './quantities';
import type { AnySpec, PoolSpec } from './spec';

/** A part of a network: a block, a pooling, a dropout or the head. */
export interface SpecPart {
  /** `block1`, `pool1`, `dropout1` …, `head`. */
  name: string;
  role: 'block' | 'pool' | 'dropout' | 'head';
  /** Index of its block, from 0. Undefined for the head. */
  block: number | undefined;
  /** Class in TensorFlow.js and Keras, or the kind of a block in the same form: `NinBlock`. */
  className: string;
  /** Unbuilt layers, which have no tensors and need no backend. */
  graph: LayerGraph;
  /** Uses of the layers, in order. */
  calls: LayerCall[];
  /** Shape for one image, without the batch dimension. */
  outputShape: number[];
}

/** Options of {@link planSpec}. */
export interface PlanOptions {
  /** Seed of the initial weights. */
  seed?: number | undefined;
  /** Input shape. Default: that of the spec. */
  inputShape?: InputShape | undefined;
}

/**
 * Returns the parts of a network in order, after checking the whole spec. `where` names the function in messages.
 *
 * @throws RangeError or TypeError if a field is out of range, or a map is smaller than the window of the next layer.
 */
export function planSpec(
  where: string,
  spec: AnySpec,
  kinds: readonly BlockKind[],
  { seed, inputShape }: PlanOptions = {},
): SpecPart[] {
  const given = inputShape === undefined ? spec : { ...spec, inputShape: inputShape as readonly number[] };
  requireSpec(where, given, kinds);
  const parts: SpecPart[] = [];
  const found = plan(given, kinds, seed, parts);
  if (found) throw problemError(where, found);
  return parts;
}

/** Returns the parts of a network with valid fields, or undefined if a map is smaller than a window. */
export function planParts(spec: AnySpec, kinds: readonly BlockKind[]): SpecPart[] | undefined {
  const parts: SpecPart[] = [];
  return plan(spec, kinds, undefined, parts) ? undefined : parts;
}

/**
 * Returns the problems of a spec: fields that are unknown, missing or out of range; if all fields are valid, maps that are smaller
 * than the window of the next layer, and blocks that their kind cannot build. Empty if the spec can be built.
 *
 * @param spec any value, such as the content of a file.
 * @throws TypeError or RangeError if an option is wrong.
 */
export function checkSpec(spec: unknown, options: KindOptions = {}): Problem[] {
  const kinds = onlyKinds('checkSpec', options);
  const problems = fieldProblems(spec, kinds);
  if (problems.length > 0) return problems;
  const found = plan(spec as AnySpec, kinds, undefined, []);
  return found ? [found] : [];
}

/** Adds the parts of a spec with valid fields to `parts`. Stops at an impossible part and returns its problem. */
function plan(
  spec: AnySpec,
  kinds: readonly BlockKind[],
  seed: number | undefined,
  parts: SpecPart[],
): Problem | undefined {
  let shape = [...spec.inputShape];
  let layerCount = 0;
  const add = (part: Omit<SpecPart, 'calls' | 'outputShape'>): void => {
    const where = part.block === undefined ? 'head' : `block ${part.block + 1}`;
    const { calls, output } = callsOfGraph(where, part.graph, shape);
    // Concatenate computes a shape even for maps that do not match; only `build` refuses them.
    calls.filter(({ inputs }) => inputs.length > 1).forEach((call) => layerWeights(where, call, true));
    shape = output;
    layerCount += calls.length;
    parts.push({ ...part, calls, outputShape: output });
  };
  for (const [i, block] of spec.blocks.entries()) {
    const { kind, options, pool, dropout } = completeBlock(block, kinds);
    const number = i + 1;
    let part: 'block' | 'pool' = 'block';
    try {
      const graph: unknown = kind.build(options, {
        inputShape: shape as [number, number, number],
        name: (part) => `block${number}/${part}`,
        seed: seedsFrom(seed === undefined ? undefined : derivedSeed(seed, i)),
      });
      const build = `build of kind ${shown(kind.kind)}`;
      requireGraph(build, graph);
      const className = `${pascalCase(kind.kind)}Block`;
      add({ name: `block${number}`, role: 'block', block: i, className, graph });
      if (shape.length !== 3)
        throw new RangeError(`${build} must give [height, width, channels], got ${formatShape(shape)}`);
      if (pool) {
        part = 'pool';
        const layer = poolLayer(`pool${number}`, pool);
        add({ name: `pool${number}`, role: 'pool', block: i, className: layer.getClassName(), graph: layer });
      }
    } catch (error) {
      if (!(error instanceof ShapeError)) return thrownProblem(['blocks', i], error);
      const ofKernel = 'kernelSize' in kind.fields && !error.isPooling ? ['kernelSize'] : [];
      return windowProblem(['blocks', i, ...(part === 'pool' ? ['pool', 'size'] : ofKernel)], i, error);
    }
    if (dropout > 0) {
      const graph = layers.dropout({ name: `dropout${number}`, rate: dropout });
      add({ name: `dropout${number}`, role: 'dropout', block: i, className: 'Dropout', graph });
    }
    if (layerCount > limits.layers) {
      const limit = limits.layers;
      const message = `blocks must have up to ${formatCount(limit)} layers in all, got ${formatCount(layerCount)} in ${number} of ${spec.blocks.length} blocks`;
      return {
        path: ['blocks'],
        rule: 'layers in all',
        limit,
        value: layerCount,
        message,
        isWrongType: false,
      };
    }
  }
  const head = layers.globalAveragePooling2d({ name: 'head' });
  add({ name: 'head', role: 'head', block: undefined, className: head.getClassName(), graph: head });
  return undefined;
}

/** Returns the unbuilt layer of a checked pooling. */
function poolLayer(name: string, { kind, size, strides = size, padding }: PoolSpec): layers.Layer {
  const args = { name, poolSize: size, strides, padding };
  return kind === 'max' ? layers.maxPooling2d(args) : layers.averagePooling2d(args);
}

/** Returns the seed function of a block. Default: a random seed. */
export function seedsFrom(seed: number = Math.floor(Math.random() * 2 ** 31)): BlockContext['seed'] {
  return (index) => derivedSeed(seed, index);
}

function windowProblem(
  path: Problem['path'],
  block: number,
  { message, window, map, isPooling }: ShapeError,
): Problem {
  const what = isPooling ? 'a pooling' : 'a convolution';
  const sizes = `${what} of ${formatShape(window)} without padding must have a map of at least that size, got ${formatShape(map)}`;
  return {
    path,
    rule: 'a window that fits on its map',
    limit: map,
    value: window,
    message: window.length > 0 ? `block ${block + 1}: ${sizes}` : message,
    isWrongType: false,
  };
}

/** Returns the class name of a kind: `ResidualNin` for `residual-nin`. */
function pascalCase(kind: string): string {
  return kind
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
