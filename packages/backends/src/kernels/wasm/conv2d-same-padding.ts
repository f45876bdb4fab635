import { backend_util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';

interface SamePaddingAttributes {
  strides: [number, number] | number;
  dilations: [number, number] | number;
  pad: unknown;
  dataFormat: 'NHWC' | 'NCHW';
}

/**
 * Stock wasm convolution, told its padding in numbers where its own `same` goes wrong.
 *
 * With `same`, a stride above the kernel size and an input that is no multiple of the stride (14 rows, kernel 1,
 * stride 4), tfjs-backend-wasm 4.22 reads from shifted windows: the padding would have to be negative, and the
 * difference is taken without a sign. Such a convolution pads nothing, so it is passed on as explicit zeros.
 */
export function withSamePaddingMended(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const attributes = call.attrs as unknown as SamePaddingAttributes;
      const { x, filter } = call.inputs as { x: TensorInfo; filter: TensorInfo };
      if (attributes.pad !== 'same' || attributes.dataFormat === 'NCHW') return stock.kernelFunc(call);
      const { inHeight, inWidth, outHeight, outWidth, ...window } = backend_util.computeConv2DInfo(
        x.shape as [number, number, number, number],
        filter.shape as [number, number, number, number],
        attributes.strides,
        attributes.dilations,
        'same',
      );
      const missingRows = (outHeight - 1) * window.strideHeight + window.effectiveFilterHeight - inHeight;
      const missingColumns = (outWidth - 1) * window.strideWidth + window.effectiveFilterWidth - inWidth;
      if (missingRows >= 0 && missingColumns >= 0) return stock.kernelFunc(call);
      const { top, bottom, left, right } = window.padInfo;
      return stock.kernelFunc({
        ...call,
        attrs: {
          ...call.attrs,
          pad: [
            [0, 0],
            [top, bottom],
            [left, right],
            [0, 0],
          ],
        },
      });
    },
  };
}
