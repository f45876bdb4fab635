import {
  DepthwiseConv2dNativeBackpropFilter,
  type KernelConfig,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { gpuBackend, makeOutput } from '../../webgpu/gpu-backend';
import { flatEntry, type Program } from '../../webgpu/program';
import { runProgram, workgroupsFor } from '../../webgpu/run-program';
import { depthwiseGeometry, type ConvolutionGeometry } from '../any-backend/convolution';
import { geometryConstants, geometryKey } from './shaders/product-operands';
import { reduceAxes, rowsOfSlab } from './sum';

/**
 * Gradient of a depthwise convolution by its filter; the long sum is computed in slabs of lines, added in a fixed order. In
 * stock one invocation per weight loops over all pixels of all images, which leaves most of a GPU idle.
 */
export const depthwiseBackpropFilterConfig: KernelConfig = {
  kernelName: DepthwiseConv2dNativeBackpropFilter,
  backendName: 'webgpu',
  kernelFunc({ inputs, attrs, backend: tfjsBackend }) {
    const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo };
    const backend = gpuBackend(tfjsBackend);
    const { filterShape } = attrs as unknown as { filterShape: number[] };
    const geometry = depthwiseGeometry(x.shape, filterShape, attrs);
    const { batchSize, outHeight, filterHeight, filterWidth, outChannels } = geometry;
    const items = outChannels / (readsFours(geometry) ? 4 : 1);
    const weights = filterHeight * filterWidth * outChannels;
    const lines = batchSize * outHeight;
    const slabs = Math.max(1, Math.ceil(lines / rowsOfSlab(backend, lines, weights)));
    const parts = makeOutput(backend, slabs === 1 ? filterShape : [slabs, ...filterShape]);
    runProgram(backend, slabProgram(geometry), {
      inputs: [x, dy],
      outputs: [parts],
      uniforms: { slabs, lines },
      workgroups: workgroupsFor(slabs * filterHeight * filterWidth * items),
    });
    if (slabs === 1) return parts;
    const sum = reduceAxes(backend, parts, { axes: [0], shape: filterShape, factorOf: () => 1 });
    backend.disposeData(parts.dataId);
    return sum as TensorInfo;
  },
};

/**
 * Returns whether channels are read four at a time. With a multiplier they are not: adjacent output channels share an
 * input.
 */
function readsFours({ inChannels, outChannels }: ConvolutionGeometry): boolean {
  return inChannels === outChannels && outChannels % 4 === 0;
}

/** An invocation adds the products of one tap, for one or four channels, over the lines of a slab, `slabs` lines apart. */
function slabProgram(geometry: ConvolutionGeometry): Program {
  const fours = readsFours(geometry);
  const element = fours ? 'vec4f' : 'f32';
  const { inChannels, outChannels } = geometry;
  const inItems = fours ? inChannels / 4 : inChannels;
  const outItems = fours ? outChannels / 4 : outChannels;
  return {
    key: `depthwise filter gradient ${geometryKey(geometry)}`,
    inputs: ['x', 'dy'],
    outputs: ['parts'],
    elements: element,
    uniforms: { slabs: 'u32', lines: 'u32' },
    source: () => `
${geometryConstants(geometry)}
${flatEntry}
  let item = index % ${outItems}u;
  let tap = index / ${outItems}u % (filterHeight * filterWidth);
  let slab = index / ${outItems}u / (filterHeight * filterWidth);
  if (slab >= uniforms.slabs) { return; }
  var sum = ${element}();
  for (var line = slab; line < uniforms.lines; line += uniforms.slabs) {
    // Unsigned: coordinates before the first row or column wrap around to large numbers.
    let row = line % outHeight * strideHeight + tap / filterWidth - padTop;
    if (row >= inHeight) { continue; }
    let first = (line / outHeight * inHeight + row) * inWidth;
    var ofLine = ${element}();
    for (var place = 0u; place < outWidth; place++) {
      let column = place * strideWidth + tap % filterWidth - padLeft;
      if (column >= inWidth) { continue; }
      let pixel = x[(first + column) * ${inItems}u + item / ${outItems / inItems}u];
      ofLine += pixel * dy[(line * outWidth + place) * ${outItems}u + item];
    }
    sum += ofLine;
  }
  parts[index] = sum;
}`,
  };
}
