import { util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { gpuBackend, makeOutput } from '../../webgpu/gpu-backend';
import { flatEntry, type Program } from '../../webgpu/program';
import { runProgram, workgroupsFor } from '../../webgpu/run-program';

/**
 * A cast of whole numbers and truths to floats that makes floats. Stock leaves the integers where they are and has its
 * own shaders convert them wherever they read, but no other shader knows of it: ours would read their bits as floats.
 */
export function withRealFloats(stock: KernelConfig): KernelConfig {
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
  key: 'whole numbers to floats',
  inputs: ['x'],
  outputs: ['floats'],
  elements: { x: 'i32' },
  uniforms: { count: 'u32' },
  source: () => `${flatEntry}
  if (index >= uniforms.count) { return; }
  floats[index] = f32(x[index]);
}`,
};
