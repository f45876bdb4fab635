import {
  DepthwiseConv2dNativeBackpropFilter,
  type KernelConfig,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { gpuBackend, makeOutput } from '../../webgpu/gpu-backend';
import { flatEntry, type Program } from '../../webgpu/program';
import { runProgram, workgroupsFor } from '../../webgpu/run-program';
import { depthwiseGeometry, type ConvolutionGeometry } from '../shared/convolution';
import { geometryConstants, geometryKey } from './shaders/product-operands';
import { reduceAxes, rowsOfSlab } from './sum';

/**
 * The gradient of a depthwise convolution by its filter, its long sum in slabs of lines, added in the same order each
 * time. In stock one invocation a weight loops over all pixels of all images, which leaves most of a GPU idle.
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

/** Whether channels are read by fours: with a multiplier, neighbors see the same input. */
function readsFours({ inChannels, outChannels }: ConvolutionGeometry): boolean {
  return inChannels === outChannels && outChannels % 4 === 0;
}

/** An invocation adds one tap's products, of a channel or four, over the lines of a slab, which lie `slabs` lines apart. */
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
    // Unsigned: what lies before the first row or column wraps around, and lies past the last.
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
