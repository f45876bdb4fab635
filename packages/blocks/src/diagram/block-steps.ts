import type { layers } from '@tensorflow/tfjs-layers';
import { isLayer, isList, type LayerGraph } from '../graph/layer-graph';

/** One thing that is done to a map. */
export interface LayerStep {
  /** What kind of thing, which decides the color. */
  role: 'conv' | 'mlp' | 'pool' | 'dropout' | 'head' | 'merge' | 'other';
  /** The class of the layer, as TensorFlow.js and Keras name it. */
  layer: string;
  /** What the kind of block calls the layer. */
  label?: string | undefined;
  /** Height and width of a kernel or of a pooling's window. */
  window?: readonly number[] | undefined;
  /** Channels that come out, where the layer decides that. */
  channels?: number | undefined;
  /** Step of the window, of one that has a choice: not of 1×1 convolutions without a step. */
  strides?: number | undefined;
  padding?: string | undefined;
  /** The activation that follows, where it differs from the first one of the block. */
  activation?: string | undefined;
  /** Of a dropout. */
  rate?: number | undefined;
  /** What comes out, of a pooling behind a block. */
  to?: readonly number[] | undefined;
}

/** Branches that get the same map, and what merges them. */
export interface BranchStep {
  /** The steps of each branch. Empty: the map passes unchanged. */
  branches: DiagramStep[][];
  merge: LayerStep;
}

/** A step of a stage. */
export type DiagramStep = LayerStep | BranchStep;

/** What a block does, read from its layers. */
export interface BlockSteps {
  steps: DiagramStep[];
  batchNorm: boolean;
  /** The first activation. */
  activation: string | undefined;
}

/** Layers that give their input another shape only: there is nothing to draw. */
const views = new Set(['Reshape', 'Flatten']);

/** Activations that are layers of classes of their own, as drawings name them. */
const activationLayers: Readonly<Record<string, string>> = {
  ReLU: 'relu',
  ELU: 'elu',
  Softmax: 'softmax',
  LeakyReLU: 'LeakyReLU',
  PReLU: 'PReLU',
  ThresholdedReLU: 'ThresholdedReLU',
};

type Labels = Readonly<Record<string, string>>;

/** The numbers of a layer's configuration that drawings show. */
interface LayerConfig {
  activation?: string;
  filters?: number;
  kernelSize?: number[];
  poolSize?: number[];
  strides?: number[];
  padding?: string;
  rate?: number;
  units?: number;
}

/** Returns the steps of a block in order. `labels` are words for parts by their names behind the block's. */
export function blockSteps(graph: LayerGraph, labels: Labels): BlockSteps {
  const found: { batchNorm: boolean; activation: string | undefined } = {
    batchNorm: false,
    activation: undefined,
  };

  const follow = (part: LayerGraph, steps: DiagramStep[]): void => {
    if (isList(part)) {
      part.forEach((inner) => follow(inner, steps));
    } else if (isLayer(part)) {
      addLayer(part, steps);
    } else {
      const branches = part.branches.map((branch) => {
        const inner: DiagramStep[] = [];
        follow(branch, inner);
        return inner;
      });
      const merge: LayerStep = { ...stepOf(part.merge, labels), role: 'merge' };
      // A sum is a place for an activation, as a convolution is. A product or a maximum has its own bend.
      if (merge.layer === 'Add') merge.activation = 'linear';
      steps.push({ branches, merge });
    }
  };

  const addLayer = (layer: layers.Layer, steps: DiagramStep[]): void => {
    const className = layer.getClassName();
    if (className === 'BatchNormalization') {
      found.batchNorm = true;
      return;
    }
    if (views.has(className)) return;
    const ofClass = activationLayers[className];
    const { activation = ofClass } = layer.getConfig() as LayerConfig;
    const isActivation = className === 'Activation' || ofClass !== undefined;
    // An activation is drawn at the layer before it, and by itself where it is the first.
    if (!isActivation || steps.length === 0) steps.push(stepOf(layer, labels));
    // Behind a layer, which is drawn already, or fused into the layer itself.
    note(steps, activation);
  };

  /** Notes an activation at the last step, so that it can be compared when the first one is known. */
  const note = (steps: DiagramStep[], activation: string | undefined): void => {
    const last = steps.at(-1);
    if (activation === undefined || !last) return;
    const step = 'merge' in last ? last.merge : last;
    step.activation = activation;
    if (activation !== 'linear') found.activation ??= activation;
  };

  const steps: DiagramStep[] = [];
  follow(graph, steps);
  forEachStep(steps, (step) => {
    if (step.activation === (found.activation ?? 'linear')) step.activation = undefined;
  });
  return { steps, ...found };
}

/** Calls `visit` with every step of a list, those of branches and merges too. */
export function forEachStep(steps: readonly DiagramStep[], visit: (step: LayerStep) => void): void {
  for (const step of steps) {
    if ('merge' in step) {
      step.branches.forEach((branch) => forEachStep(branch, visit));
      visit(step.merge);
    } else {
      visit(step);
    }
  }
}

function stepOf(layer: layers.Layer, labels: Labels): LayerStep {
  const config = layer.getConfig() as LayerConfig;
  const { filters, units, kernelSize, poolSize, strides = [], padding, rate } = config;
  const window = kernelSize ?? poolSize;
  const isPoint =
    window?.every((size) => size === 1) === true && strides.every((step) => step === 1) && !poolSize;
  const part = layer.name.slice(layer.name.indexOf('/') + 1);
  return {
    role: roleOf(layer.getClassName(), window),
    layer: layer.getClassName(),
    label: Object.hasOwn(labels, part) ? labels[part] : undefined,
    window,
    channels: filters ?? units,
    ...(window && !isPoint && { strides: strides[0], padding }),
    rate,
  };
}

function roleOf(className: string, window: readonly number[] | undefined): LayerStep['role'] {
  if (className.includes('Pool')) return 'pool';
  if (className.includes('Dropout')) return 'dropout';
  if (className === 'Dense') return 'mlp';
  if (!className.includes('Conv')) return 'other';
  return window?.every((size) => size === 1) ? 'mlp' : 'conv';
}
