import type { layers, LayersModel } from '@tensorflow/tfjs-layers';

type Layer = layers.Layer;

/** Images [count, height, width, channels] in double precision, row-major. */
interface Maps {
  shape: [number, number, number, number];
  values: Float64Array;
}

/** The weights of a model by name, in double precision. */
export type Weights = ReadonlyMap<string, Float64Array>;

/** The settings of the layers that these networks are made of, as `getConfig` returns them. */
interface LayerConfig {
  kernelSize: [number, number];
  strides: [number, number];
  poolSize: [number, number];
  padding: 'same' | 'valid';
  activation: 'relu' | 'linear';
  filters: number;
  epsilon: number;
}

/** Reads the weights of a model. */
export async function weightsOf(model: LayersModel): Promise<Map<string, Float64Array>> {
  const values = await Promise.all(model.weights.map((weight) => weight.read().data()));
  return new Map(model.weights.map(({ originalName }, i) => [originalName, Float64Array.from(values[i])]));
}

/**
 * The mean cross-entropy of a network's logits on a batch, written out in float64 from the definitions of its layers.
 * Batch normalization is by the batch's own moments, as in training; dropout must not be in the network.
 */
export function lossInFloat64(
  model: LayersModel,
  weights: Weights,
  images: Float32Array,
  labels: readonly number[],
): number {
  const [, height, width, channels] = model.inputs[0].shape as [null, number, number, number];
  let maps: Maps = {
    shape: [labels.length, height, width, channels],
    values: Float64Array.from(images),
  };
  for (const layer of model.layers) maps = applyLayer(layer, weights, maps);
  const classes = maps.shape[3];
  return labels.reduce((sum, label, n) => {
    const logits = maps.values.subarray(n * classes, (n + 1) * classes);
    const largest = Math.max(...logits);
    const total = logits.reduce((exponentials, logit) => exponentials + Math.exp(logit - largest), 0);
    return sum + (Math.log(total) + largest - logits[label]) / labels.length;
  }, 0);
}

function applyLayer(layer: Layer, weights: Weights, maps: Maps): Maps {
  const config = layer.getConfig() as unknown as LayerConfig;
  const weight = (name: string) => {
    const found = weights.get(`${layer.name}/${name}`);
    if (!found) throw new Error(`${layer.name} has no weight ${name}`);
    return found;
  };
  switch (layer.getClassName()) {
    case 'Conv2D':
      return activate(config.activation, convolve(maps, config, weight('kernel'), weight('bias')));
    case 'BatchNormalization':
      return batchNorm(maps, config.epsilon, weight('gamma'), weight('beta'));
    case 'Activation':
      return activate(config.activation, maps);
    case 'MaxPooling2D':
      return pool(maps, config, (window) => Math.max(...window));
    case 'AveragePooling2D':
      return pool(maps, config, (window) => window.reduce((sum, value) => sum + value, 0) / window.length);
    case 'GlobalAveragePooling2D':
      return pool(
        maps,
        {
          ...config,
          poolSize: [maps.shape[1], maps.shape[2]],
          strides: [1, 1],
          padding: 'valid',
        },
        (window) => window.reduce((sum, value) => sum + value, 0) / window.length,
      );
    default:
      throw new Error(`no reference for a ${layer.getClassName()}`);
  }
}

/** Size of the output along an axis, and the zeros before the input: the odd one of `same` goes after. */
function axis(input: number, kernel: number, stride: number, padding: 'same' | 'valid') {
  if (padding === 'valid') return { output: Math.floor((input - kernel) / stride) + 1, before: 0 };
  const output = Math.ceil(input / stride);
  return { output, before: Math.floor(Math.max(0, (output - 1) * stride + kernel - input) / 2) };
}

function convolve(
  { shape: [count, height, width, channels], values }: Maps,
  { kernelSize, strides, padding, filters }: LayerConfig,
  kernel: Float64Array,
  bias: Float64Array,
): Maps {
  const rows = axis(height, kernelSize[0], strides[0], padding);
  const columns = axis(width, kernelSize[1], strides[1], padding);
  const output = new Float64Array(count * rows.output * columns.output * filters);
  let at = 0;
  for (let n = 0; n < count; n++)
    for (let v = 0; v < rows.output; v++)
      for (let u = 0; u < columns.output; u++, at += filters) {
        output.set(bias, at);
        for (let a = 0; a < kernelSize[0]; a++)
          for (let b = 0; b < kernelSize[1]; b++) {
            const y = v * strides[0] + a - rows.before;
            const x = u * strides[1] + b - columns.before;
            if (y < 0 || y >= height || x < 0 || x >= width) continue;
            const pixel = ((n * height + y) * width + x) * channels;
            const tap = (a * kernelSize[1] + b) * channels * filters;
            for (let i = 0; i < channels; i++)
              for (let o = 0; o < filters; o++)
                output[at + o] += values[pixel + i] * kernel[tap + i * filters + o];
          }
      }
  return { shape: [count, rows.output, columns.output, filters], values: output };
}

function pool(
  { shape: [count, height, width, channels], values }: Maps,
  { poolSize, strides, padding }: LayerConfig,
  reduce: (window: number[]) => number,
): Maps {
  const rows = axis(height, poolSize[0], strides[0], padding);
  const columns = axis(width, poolSize[1], strides[1], padding);
  const output = new Float64Array(count * rows.output * columns.output * channels);
  let at = 0;
  for (let n = 0; n < count; n++)
    for (let v = 0; v < rows.output; v++)
      for (let u = 0; u < columns.output; u++)
        for (let c = 0; c < channels; c++) {
          const window: number[] = [];
          for (let a = 0; a < poolSize[0]; a++)
            for (let b = 0; b < poolSize[1]; b++) {
              const y = v * strides[0] + a - rows.before;
              const x = u * strides[1] + b - columns.before;
              if (y < 0 || y >= height || x < 0 || x >= width) continue;
              window.push(values[((n * height + y) * width + x) * channels + c]);
            }
          output[at++] = reduce(window);
        }
  return { shape: [count, rows.output, columns.output, channels], values: output };
}

function batchNorm({ shape, values }: Maps, epsilon: number, gamma: Float64Array, beta: Float64Array): Maps {
  const channels = shape[3];
  const output = new Float64Array(values.length);
  const size = values.length / channels;
  for (let c = 0; c < channels; c++) {
    let mean = 0;
    for (let i = c; i < values.length; i += channels) mean += values[i] / size;
    let variance = 0;
    for (let i = c; i < values.length; i += channels) variance += (values[i] - mean) ** 2 / size;
    const factor = gamma[c] / Math.sqrt(variance + epsilon);
    for (let i = c; i < values.length; i += channels) output[i] = (values[i] - mean) * factor + beta[c];
  }
  return { shape, values: output };
}

function activate(activation: LayerConfig['activation'], { shape, values }: Maps): Maps {
  if (activation === 'linear') return { shape, values };
  return { shape, values: values.map((value) => Math.max(0, value)) };
}
