import type { layers } from '@tensorflow/tfjs-layers';
import { isLayer, isList, type LayerGraph } from '../graph/layer-graph';

/** One operation on a map. */
export interface LayerStep {
  /** Role of the operation, which determines its color. */
  role: 'conv' | 'mlp' | 'pool' | 'dropout' | 'head' | 'merge' | 'other';
  /** Class of the layer in TensorFlow.js and Keras. */
  layer: string;
  /** Label of the layer by the kind of block. */
  label?: string | undefined;
  /** Height and width of a kernel or of a pooling window. */
  window?: readonly number[] | undefined;
  /** Output channels, if the layer determines them. */
  channels?: number | undefined;
  /** Stride of the window. Undefined for 1×1 convolutions with stride 1. */
  strides?: number | undefined;
  padding?: string | undefined;
  /** Activation after the operation, if it differs from the first activation of the block. */
  activation?: string | undefined;
  /** Rate of a dropout. */
  rate?: number | undefined;
  /** Output shape of a pooling after a block. */
  to?: readonly number[] | undefined;
}

/** Branches with the same input map, and the layer that merges them. */
export interface BranchStep {
  /** Steps of each branch. Empty for the identity. */
  branches: DiagramStep[][];
  merge: LayerStep;
}

/** A step in a stage. */
export type DiagramStep = LayerStep | BranchStep;

/** Steps of a block, derived from its layers. */
export interface BlockSteps {
  steps: DiagramStep[];
  batchNorm: boolean;
  /** First activation of the block. */
  activation: string | undefined;
}

/** Layers that only reshape their input. They are not drawn. */
const views = new Set(['Reshape', 'Flatten']);

/** Names of activations that have their own layer class. */
const activationLayers: Readonly<Record<string, string>> = {
  ReLU: 'relu',
  ELU: 'elu',
  Softmax: 'softmax',
  LeakyReLU: 'LeakyReLU',
  PReLU: 'PReLU',
  ThresholdedReLU: 'ThresholdedReLU',
};

type Labels = Readonly<Record<string, string>>;

/** Parts of the configuration of a layer that are drawn. */
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

/** Returns the steps of a block in order. `labels` are labels of parts by their name within the block. */
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
      // A sum can have an activation, like a convolution. Products and maxima are already nonlinear.
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
    // An activation is drawn at the layer before it, and as its own step if it is the first.
    if (!isActivation || steps.length === 0) steps.push(stepOf(layer, labels));
    record(steps, activation);
  };

  /** Records an activation at the last step, to compare it with the first activation later. */
  const record = (steps: DiagramStep[], activation: string | undefined): void => {
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

/** Calls `visit` with every step of a list, including the steps of branches and merges. */
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
