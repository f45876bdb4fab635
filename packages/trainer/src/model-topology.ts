import type * as tf from '@tensorflow/tfjs-core';
import type { ChannelNormalization, ModelInput } from './model-card';

/** A layer or a whole model, as saved by tfjs. */
interface LayerRecord {
  class_name: string;
  config: { name: string; batch_input_shape?: unknown; [field: string]: unknown };
}

/** A layer of a graph with the sources of its inputs: layer, node, output and arguments of each. */
interface GraphLayer extends LayerRecord {
  name: string;
  inbound_nodes: Connection[][];
}

type Connection = [layer: string, node: number, output: number, ...rest: unknown[]];

interface Graph {
  layers: GraphLayer[];
  input_layers: Connection[];
  output_layers: Connection[];
}

/** Returns a frozen layer that normalizes pixels from 0 to 255, and its weights. */
export function normalizationLayer(
  { height, width, channels }: ModelInput,
  { mean, std }: ChannelNormalization,
  taken: readonly string[],
): { layer: LayerRecord; specs: tf.io.WeightsManifestEntry[]; data: ArrayBuffer } {
  const name = freeName('normalization', taken);
  const scales = std.map((deviation) => 1 / (255 * deviation));
  const biases = mean.map((center, channel) => -center / (std[channel] ?? 1));
  return {
    layer: {
      class_name: 'DepthwiseConv2D',
      config: {
        name,
        trainable: false,
        batch_input_shape: [null, height, width, channels],
        dtype: 'float32',
        kernel_size: [1, 1],
        strides: [1, 1],
        padding: 'valid',
        data_format: 'channels_last',
        depth_multiplier: 1,
        activation: 'linear',
        use_bias: true,
      },
    },
    specs: [
      { name: `${name}/depthwise_kernel`, shape: [1, 1, channels, 1], dtype: 'float32' },
      { name: `${name}/bias`, shape: [channels], dtype: 'float32' },
    ],
    data: Float32Array.of(...scales, ...biases).buffer,
  };
}

/** Returns a layer that turns logits into probabilities. */
export function softmaxLayer(taken: readonly string[]): LayerRecord {
  return { class_name: 'Activation', config: { name: freeName('softmax', taken), activation: 'softmax' } };
}

function freeName(name: string, taken: readonly string[]): string {
  return taken.includes(name) ? freeName(`${name}_`, taken) : name;
}

/** Returns a model's topology with a layer added at its beginning and at its end. */
export function withLayers(
  topology: object,
  head: LayerRecord | undefined,
  tail: LayerRecord | undefined,
): object {
  const { class_name: className, config } = topology as LayerRecord;
  const changed =
    className === 'Sequential'
      ? { layers: inSequence(config.layers as LayerRecord[], head, tail) }
      : inGraph(config as unknown as Graph, head, tail);
  return { ...topology, config: { ...config, ...changed } };
}

function inSequence(
  layers: readonly LayerRecord[],
  head: LayerRecord | undefined,
  tail: LayerRecord | undefined,
): LayerRecord[] {
  const inner = head ? [head, ...withoutInput(layers)] : layers;
  return tail ? [...inner, tail] : [...inner];
}

/** Removes the input shape, which the added first layer has. */
function withoutInput([first, ...rest]: readonly LayerRecord[]): LayerRecord[] {
  if (!first) return [];
  if (first.class_name === 'InputLayer') return rest;
  return [withoutInputShape(first), ...rest];
}

function withoutInputShape(layer: LayerRecord): LayerRecord {
  const fields = Object.entries(layer.config).filter(([field]) => field !== 'batch_input_shape');
  return { ...layer, config: Object.fromEntries(fields) as LayerRecord['config'] };
}

function inGraph(
  { layers, input_layers: inputs, output_layers: outputs }: Graph,
  head: LayerRecord | undefined,
  tail: LayerRecord | undefined,
): Graph {
  const [input] = inputs;
  const [output] = outputs;
  let all = layers;
  if (head && input) {
    // Layers connected to the input are connected to its normalization instead.
    const moved = ([layer, ...rest]: Connection): Connection => [
      layer === input[0] ? head.config.name : layer,
      ...rest,
    ];
    all = [
      ...layers.map((layer) => ({
        ...layer,
        inbound_nodes: layer.inbound_nodes.map((node) => node.map(moved)),
      })),
      graphLayer(withoutInputShape(head), [...input, {}]),
    ];
  }
  if (!tail || !output) return { layers: all, input_layers: inputs, output_layers: outputs };
  return {
    layers: [...all, graphLayer(tail, [...output, {}])],
    input_layers: inputs,
    output_layers: [[tail.config.name, 0, 0]],
  };
}

function graphLayer(layer: LayerRecord, from: Connection): GraphLayer {
  return { ...layer, name: layer.config.name, inbound_nodes: [[from]] };
}
