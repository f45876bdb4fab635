import { dispose, profile as profileKernels, type Tensor } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { sizeOf } from '../../graph/output-shapes';
import { profile } from '../../profile';
import { broken, type Subject } from '../subject';
import { testImages, withModel } from '../test-models';

/** Checks the multiply-accumulates of the profile against those of the kernels that run in a forward pass. */
export async function countsItsMacs(subject: Subject): Promise<void> {
  const { spec, kinds, kind } = subject;
  const { layers, totals, unknown } = profile(spec, { kinds });
  const counts = await withModel(subject, { seed: 1 }, (model) => countedMacs(model, spec.inputShape));
  const counted = counts.reduce((sum, { macs }) => sum + macs, 0);
  const ran = counts.map(({ kernel, macs }) => `${kernel} ${macs}`).join(', ') || 'no kernel with products';
  const stated = layers.map(({ name, macs }) => `${name} ${macs ?? 'unknown'}`).join(', ');
  if (totals.macs === null) {
    const known = layers.reduce((sum, { macs }) => sum + (macs ?? 0), 0);
    if (known <= counted) return;
    throw broken(
      subject,
      `the known MACs are ${known} (${stated}; unknown: ${unknown.join(', ')}), but the kernels that ran had ${counted} in total (${ran})`,
    );
  }
  if (totals.macs === counted) return;
  throw broken(
    subject,
    `the profile has ${totals.macs} MACs (${stated}), but the kernels that ran had ${counted} (${ran})${kind.macs ? ': macs of the kind must count what its layers compute' : ''}`,
  );
}

/** Multiply-accumulates of a kernel. */
interface KernelMacs {
  kernel: string;
  macs: number;
}

async function countedMacs(model: LayersModel, inputShape: readonly number[]): Promise<KernelMacs[]> {
  const x = testImages(inputShape, 1);
  let y: Tensor | undefined;
  const { kernels } = await profileKernels(() => {
    y = model.predict(x) as Tensor;
    return y;
  });
  dispose([x, ...(y ? [y] : [])]);
  return kernels.flatMap(({ name, inputShapes, outputShapes }) => {
    const [output = []] = outputShapes;
    const [first = [], second = []] = inputShapes;
    const macs = macsOfKernel(name, first, second, output);
    return macs === undefined ? [] : [{ kernel: name, macs }];
  });
}

/** Kernels of TensorFlow.js that compute a sum of products per output element, by the number of terms. */
const terms: Readonly<Record<string, (input: number[], filter: number[], output: number[]) => number>> = {
  Conv2D: tapsAndChannels,
  FusedConv2D: tapsAndChannels,
  // A convolution with its bias and activation, of @nin/backends.
  Conv2DTraining: tapsAndChannels,
  Conv3D: tapsAndChannels,
  DepthwiseConv2dNative: taps,
  FusedDepthwiseConv2D: taps,
  BatchMatMul: innerSize,
  _FusedMatMul: innerSize,
};

/** Kernels that add each input element to several sums, like transposed convolutions, by the number of sums. */
const spreads: Readonly<Record<string, (input: number[], filter: number[]) => number>> = {
  Conv2DBackpropInput: (_input, filter) => sizeOf(filter.slice(0, -1)),
  Conv3DBackpropInputV2: (_input, filter) => sizeOf(filter.slice(0, -1)),
};

/** Returns the multiply-accumulates of a kernel, or undefined for a kernel without weighted sums. */
function macsOfKernel(name: string, input: number[], filter: number[], output: number[]): number | undefined {
  const own = terms[name]?.(input, filter, output);
  if (own !== undefined) return sizeOf(output) * own;
  const spread = spreads[name]?.(input, filter);
  return spread === undefined ? undefined : sizeOf(input) * spread;
}

/** For a filter [height, width, channels in, channels out], optionally with a leading depth. */
function tapsAndChannels(_input: number[], filter: number[]): number {
  return sizeOf(filter.slice(0, -1));
}

/** For a filter [height, width, channels, multiplier]. */
function taps(_input: number[], filter: number[]): number {
  return sizeOf(filter.slice(0, 2));
}

/** Returns the inner size of a matrix product: the size of the first matrix, transposed or not, that is not its rows. */
function innerSize(input: number[], _filter: number[], output: number[]): number {
  const [rows = 1, columns = 1] = input.slice(-2);
  return rows === output.at(-2) ? columns : rows;
}
