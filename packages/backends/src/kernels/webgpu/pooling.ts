import { AvgPoolGrad, MaxPoolGrad, util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { gpuBackend, makeOutput } from '../../webgpu/gpu-backend';
import { elementFor, elementsIn, flatEntry, type Element, type Program } from '../../webgpu/program';
import { runProgram, workgroupsFor } from '../../webgpu/run-program';
import type { ConvolutionGeometry } from '../any-backend/convolution';
import { poolGeometry, type PoolAttributes } from '../any-backend/pooling';
import { geometryConstants, geometryKey } from './shaders/product-operands';

/**
 * Gradient of max pooling: each output gradient goes to the first maximum of its window, searched again in the same
 * pass.
 */
export const maxPoolGradConfig: KernelConfig = {
  kernelName: MaxPoolGrad,
  backendName: 'webgpu',
  kernelFunc({ inputs, attrs, backend }) {
    const { dy, input, output } = inputs as Record<string, TensorInfo>;
    return poolGradient(backend, 'max', input, [input, output, dy], attrs as unknown as PoolAttributes);
  },
};

/**
 * Gradient of average pooling: an output gradient is divided by the number of image pixels in its window, because means
 * exclude the padding. Stock divides by the full window size, which is wrong at padded borders.
 */
export const avgPoolGradConfig: KernelConfig = {
  kernelName: AvgPoolGrad,
  backendName: 'webgpu',
  kernelFunc({ inputs, attrs, backend }) {
    const { dy, input } = inputs as Record<string, TensorInfo>;
    return poolGradient(backend, 'average', input, [dy], attrs as unknown as PoolAttributes);
  },
};

function poolGradient(
  tfjsBackend: unknown,
  kind: 'max' | 'average',
  { shape }: TensorInfo,
  inputs: readonly TensorInfo[],
  attributes: PoolAttributes,
): TensorInfo {
  const backend = gpuBackend(tfjsBackend);
  const geometry = poolGeometry(shape, attributes);
  const dx = makeOutput(backend, shape);
  const items = elementsIn(geometry.inChannels);
  const count = (util.sizeFromShape(shape) / geometry.inChannels) * items;
  const program = (kind === 'max' ? maxPoolProgram : averagePoolProgram)(geometry);
  runProgram(backend, program, {
    inputs,
    outputs: [dx],
    uniforms: { count },
    workgroups: workgroupsFor(count),
  });
  return dx;
}

/** Returns a program with one invocation per input pixel and channel (or four channels), which computes `sum`. */
function poolProgram(
  name: string,
  geometry: ConvolutionGeometry,
  inputs: readonly string[],
  ofWindow: (element: Element) => string,
): Program {
  const element = elementFor(geometry.inChannels);
  const { effectiveFilterHeight: height, effectiveFilterWidth: width } = geometry;
  return {
    key: `${name} pool gradient ${geometryKey(geometry)}`,
    inputs,
    outputs: ['dx'],
    elements: element,
    uniforms: { count: 'u32' },
    source: () => `
${geometryConstants(geometry)}
const items = ${elementsIn(geometry.inChannels)};
const inRows = ${geometry.inHeight};
const inColumns = ${geometry.inWidth};
${flatEntry}
  if (index >= uniforms.count) { return; }
  let item = i32(index) % items;
  let pixel = i32(index) / items;
  let x = pixel % inColumns;
  let y = pixel / inColumns % inRows;
  let image = pixel / inColumns / inRows;
  // The windows that contain this pixel: from the first that ends after it to the last that begins at or before it.
  let firstRow = max(0, (y + i32(padTop) - ${height} + i32(strideHeight)) / i32(strideHeight));
  let lastRow = min(i32(outHeight) - 1, (y + i32(padTop)) / i32(strideHeight));
  let firstColumn = max(0, (x + i32(padLeft) - ${width} + i32(strideWidth)) / i32(strideWidth));
  let lastColumn = min(i32(outWidth) - 1, (x + i32(padLeft)) / i32(strideWidth));
  var sum = ${element}();
  for (var row = firstRow; row <= lastRow; row++) {
    for (var column = firstColumn; column <= lastColumn; column++) {
      let window = ((image * i32(outHeight) + row) * i32(outWidth) + column) * items + item;
      let top = row * i32(strideHeight) - i32(padTop);
      let left = column * i32(strideWidth) - i32(padLeft);
      let firstY = max(0, top);
      let firstX = max(0, left);
      let endY = min(inRows, top + ${height});
      let endX = min(inColumns, left + ${width});
      ${ofWindow(element)}
    }
  }
  dx[index] = sum;
}`,
  };
}

function maxPoolProgram(geometry: ConvolutionGeometry): Program {
  return poolProgram('max', geometry, ['input', 'output', 'dy'], (element) => {
    const [truth, any] = element === 'vec4f' ? ['vec4<bool>', 'any'] : ['bool', ''];
    return `
      var mine = input[index] == output[window];
      if (${any}(mine)) {
        var before = ${truth}(false);
        for (var otherY = firstY; otherY <= y; otherY++) {
          let end = select(endX, x, otherY == y);
          for (var otherX = firstX; otherX < end; otherX++) {
            let other = ((image * inRows + otherY) * inColumns + otherX) * items + item;
            before = before | (input[other] == output[window]);
          }
        }
        sum += select(${element}(), dy[window], mine & !before);
      }`;
  });
}

function averagePoolProgram(geometry: ConvolutionGeometry): Program {
  return poolProgram(
    'average',
    geometry,
    ['dy'],
    () => `sum += dy[window] / f32((endY - firstY) * (endX - firstX));`,
  );
}
