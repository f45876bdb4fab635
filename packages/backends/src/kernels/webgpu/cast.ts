import { util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { gpuBackend, makeOutput } from '../../webgpu/gpu-backend';
import { flatEntry, type Program } from '../../webgpu/program';
import { runProgram, workgroupsFor } from '../../webgpu/run-program';

/**
 * Cast of integers and booleans to float32 that stores floats. Stock keeps the integers and converts them in its own shaders
 * at every read; the training kernels would read their bits as floats.
 */
export function withFloatCast(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const x = call.inputs.x as TensorInfo;
      const { dtype } = call.attrs as unknown as { dtype: string };
      if (dtype !== 'float32' || !['int32', 'bool'].includes(x.dtype)) return stock.kernelFunc(call);
      const backend = gpuBackend(call.backend);
      const { values } = backend.tensorMap.get(x.dataId);
      if (values) return backend.makeTensorInfo(x.shape, 'float32', Float32Array.from(values));
      const floats = makeOutput(backend, x.shape);
      const count = util.sizeFromShape(x.shape);
      runProgram(backend, castProgram, {
        inputs: [x],
        outputs: [floats],
        uniforms: { count },
        workgroups: workgroupsFor(count),
      });
      return floats;
    },
  };
}

const castProgram: Program = {
  key: 'integers to floats',
  inputs: ['x'],
  outputs: ['floats'],
  elements: { x: 'i32' },
  uniforms: { count: 'u32' },
  source: () => `${flatEntry}
  if (index >= uniforms.count) { return; }
  floats[index] = f32(x[index]);
}`,
};
