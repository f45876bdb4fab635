import { nin, type NinSpec } from '@nin/blocks';

/** A layer as `bench.py` reads it. */
export interface TorchLayer {
  kind: string;
  [setting: string]: unknown;
}

/** A network for PyTorch. */
export interface TorchNetwork {
  inputShape: readonly number[];
  layers: TorchLayer[];
}

/** The fields of tfjs's layers that decide what they compute. */
const settings: Readonly<Record<string, readonly string[]>> = {
  Conv2D: ['filters', 'kernelSize', 'strides', 'padding', 'activation'],
  MaxPooling2D: ['poolSize', 'strides', 'padding'],
  AveragePooling2D: ['poolSize', 'strides', 'padding'],
  BatchNormalization: ['momentum', 'epsilon'],
  Activation: ['activation'],
  Dropout: ['rate'],
  GlobalAveragePooling2D: [],
};

/**
 * Returns the layers of a network as tfjs builds them, for another library to build the same.
 *
 * @throws RangeError for a kind of layer that `bench.py` cannot build.
 */
export function torchNetwork(spec: NinSpec): TorchNetwork {
  const model = nin(spec);
  const layers = model.layers.map((layer) => {
    const kind = layer.getClassName();
    const known = settings[kind];
    if (!known) throw new RangeError(`torchNetwork: bench.py cannot build a layer of kind ${kind}`);
    const config = layer.getConfig() as Record<string, unknown>;
    return { kind, ...Object.fromEntries(known.map((name) => [name, config[name]])) };
  });
  model.dispose();
  return { inputShape: spec.inputShape, layers };
}
